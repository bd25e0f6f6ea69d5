import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceName } from '../../main/contract/device-status.ts';
import type { DockMachine } from '../../main/contract/dock-contract.ts';
import type { DockClient } from './dock-connection.ts';
import styles from './dock.module.css';

export interface MachineRowProps {
  readonly name: DeviceName;
  readonly machine: DockMachine;
  readonly client: DockClient;
}

/** One simulated machine: what hands do at it, and the faults that it can play, in the words of the scenarios. */
export function MachineRow({ name, machine, client }: MachineRowProps) {
  const { t } = useTranslation('dock');
  const [failed, setFailed] = useState(false);
  const label = t(`machines.${name}`);
  const attempt = async (act: Promise<unknown>): Promise<void> => {
    try {
      await act;
      setFailed(false);
    } catch (error) {
      console.error(name, error);
      setFailed(true);
    }
  };
  const play = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = (field: 'at' | 'byte' | 'fault'): string => {
      const value = form.get(field);
      return typeof value === 'string' ? value : '';
    };
    const at = chosen('byte') ? `${chosen('at')}:byte:${chosen('byte')}` : chosen('at');
    void attempt(client.dock.play({ device: name, at, fault: chosen('fault') }));
  };
  return (
    <fieldset className={styles['row']} data-machine={name}>
      <legend>{label}</legend>
      {machine.hands.map((act) => (
        <button
          key={act}
          type="button"
          data-hand={act}
          onClick={() => void attempt(client.dock.hand({ device: name, act }))}
        >
          {t(`hands.${act}`)}
        </button>
      ))}
      <form className={styles['scenario']} onSubmit={play}>
        <select name="fault" aria-label={t('scenario.fault')}>
          {machine.faults.map((fault) => (
            <option key={fault}>{fault}</option>
          ))}
        </select>
        <select name="at" aria-label={t('scenario.at')}>
          {['now', 'any', ...machine.commands].map((command) => (
            <option key={command}>{command}</option>
          ))}
        </select>
        <input name="byte" type="number" min="0" max="999999" placeholder={t('scenario.byte')} />
        <button type="submit">{t('scenario.play')}</button>
        <button type="button" onClick={() => void attempt(client.dock.heal({ device: name }))}>
          {t('scenario.heal')}
        </button>
      </form>
      {failed && <p className={styles['failed']}>{t('failed', { control: label })}</p>}
    </fieldset>
  );
}
