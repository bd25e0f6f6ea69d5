import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignatureStrokes } from '../../main/contract/visitor-event.ts';
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
  const change = (written: string | null, strokes: SignatureStrokes | null): void => {
    setPath(written);
    if (written === null) send({ type: 'clearSignature' });
    else send({ type: 'sign', path: written, ...(strokes && { strokes }) });
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
