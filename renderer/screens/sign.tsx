import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { useSession } from '../session-context.ts';
import { SignaturePad } from '../signature/signature-pad.tsx';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';

/** The signature, written with a finger. */
export function Sign({ step }: { readonly step: StepOf<'sign'> }) {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  const [path, setPath] = useState(step.signature);
  const change = (written: string | null): void => {
    setPath(written);
    send(written === null ? { type: 'clearSignature' } : { type: 'sign', path: written });
  };
  return (
    <Frame
      pinned
      heading={t('sign.heading')}
      line={t('sign.line')}
      primary={{ always: true, disabled: step.signature === null }}
      tell={<p className={screen['soft']}>{t('sign.why')}</p>}
      act={
        <div className={screen['low']}>
          <SignaturePad path={path} onChange={change} />
        </div>
      }
    />
  );
}
