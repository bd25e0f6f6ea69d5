import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { useSession } from '../session-context.ts';
import { GuidanceNow } from './guidance-now.tsx';
import { OtherMethods } from './other-methods.tsx';
import type { StepOf } from './step.ts';
import { TriesLeft } from './tries-left.tsx';
import { Working } from './working.tsx';

/** The identity code on the visitor's telephone, before the scanner. */
export function ScanCode({ step }: { readonly step: StepOf<'scanCode'> }) {
  const { t } = useTranslation('journey');
  const { problem } = useSession().snapshot;
  return (
    <Frame
      heading={t('scanCode.heading')}
      line={t('scanCode.line')}
      tell={problem === null ? null : <TriesLeft count={step.triesLeft} />}
      act={
        <>
          <GuidanceNow usually={{ device: 'codeScanner', act: 'show' }} />
          <Working text={t('scanCode.waiting')} />
          <OtherMethods />
        </>
      }
    />
  );
}
