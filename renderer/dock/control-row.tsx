import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Control } from './controls.ts';
import type { DockClient } from './dock-connection.ts';
import styles from './dock.module.css';

export interface ControlRowProps {
  readonly control: Control;
  /** Null while the kiosk is away. */
  readonly client: DockClient | null;
}

/** One thing that can be disturbed; what holds now is pressed in. */
export function ControlRow({ control, client }: ControlRowProps) {
  const { t } = useTranslation('dock');
  const [held, setHeld] = useState(control.initial);
  const [failed, setFailed] = useState(false);
  const label = t(`${control.name}.label`);
  const press = async (choice: string): Promise<void> => {
    if (!client) return;
    try {
      await control.press(client, choice);
      setFailed(false);
      setHeld(choice);
    } catch (error) {
      console.error(control.name, choice, error);
      setFailed(true);
    }
  };
  return (
    <fieldset className={styles['row']} data-control={control.name}>
      <legend>{label}</legend>
      {control.choices.map((choice) => (
        <button
          key={choice}
          type="button"
          data-choice={choice}
          disabled={client === null}
          aria-pressed={choice === held}
          onClick={() => void press(choice)}
        >
          {t(`${control.name}.${choice}`)}
        </button>
      ))}
      {failed && <p className={styles['failed']}>{t('failed', { control: label })}</p>}
    </fieldset>
  );
}
