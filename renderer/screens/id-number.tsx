import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  citizenIdProblem,
  finishedCitizenIdProblem,
  normaliseCitizenId,
  type CitizenIdProblem,
} from '../../main/contract/citizen-id.ts';
import { Frame } from '../frame/frame.tsx';
import { Keypad } from '../keyboard/keypad.tsx';
import { useSession } from '../session-context.ts';
import { EntryState } from './entry-state.tsx';
import { IdDigits } from './id-digits.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

const LENGTH = 18;

/** The 18 digits, checked while they are typed: a wrong one is found before the next screen. */
export function IdNumber({ step }: { readonly step: StepOf<'idNumber'> }) {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  const [typed, setTyped] = useState(step.value);
  const type = (character: string): void =>
    setTyped((before) => (before.length < LENGTH ? normaliseCitizenId(before + character) : before));
  const erase = (): void => setTyped((before) => before.slice(0, -1));

  const live = citizenIdProblem(typed);
  // What the kiosk said holds for what was sent, and no longer.
  const told: CitizenIdProblem | null = typed === step.value ? step.fault : null;
  const wrong = live === 'tooShort' ? told : live;
  return (
    <Frame
      heading={t('idNumber.heading')}
      line={t('idNumber.line')}
      primary={{
        always: true,
        // Fifteen digits may be sent: the answer explains that first-generation cards are no longer valid.
        disabled: live !== null && finishedCitizenIdProblem(typed) !== 'firstGeneration',
        onPress: () => send({ type: 'answer', field: 'idNumber', value: typed }),
      }}
      entry={
        <>
          <IdDigits value={typed} wrong={wrong} />
          <EntryState
            wrong={wrong === null ? null : t(`idNumber.faults.${wrong}`)}
            right={live === null ? t('idNumber.right') : null}
            hint={t('idNumber.count', { count: LENGTH - typed.length })}
          />
        </>
      }
      act={
        <div className={screen['low']}>
          <Keypad layout="citizenId" onKey={type} onDelete={erase} onClear={() => setTyped('')} />
        </div>
      }
    />
  );
}
