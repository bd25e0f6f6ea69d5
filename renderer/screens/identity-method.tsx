import { useTranslation } from 'react-i18next';
import { Choice } from '../controls/choice.tsx';
import { Frame } from '../frame/frame.tsx';
import { KeypadHand } from '../illustrations/keypad-hand.tsx';
import { InsertPermit } from '../illustrations/permit-slot.tsx';
import { PlaceCard } from '../illustrations/place-card.tsx';
import { ScanPassport } from '../illustrations/scan-document.tsx';
import { ShowCode } from '../illustrations/show-code.tsx';
import { useSession } from '../session-context.ts';
import styles from './identity-method.module.css';
import type { StepOf } from './step.ts';

const drawings = {
  type: KeypadHand,
  typedDocument: KeypadHand,
  card: PlaceCard,
  passport: ScanPassport,
  code: ShowCode,
  permitSlot: InsertPermit,
} as const;

/** How the visitor says who they are: by what they have with them, or by typing. */
export function IdentityMethodScreen({ step }: { readonly step: StepOf<'identityMethod'> }) {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  return (
    <Frame
      stacked
      heading={t('identityMethod.heading')}
      line={t('identityMethod.line')}
      act={
        <div className={styles['methods']}>
          {step.methods.map((method) => {
            const Drawing = drawings[method];
            return (
              <Choice
                key={method}
                title={t(`identityMethod.${method}.title`)}
                hint={t(`identityMethod.${method}.text`)}
                drawing={<Drawing />}
                onPress={() => send({ type: 'chooseMethod', method })}
              />
            );
          })}
        </div>
      }
    />
  );
}
