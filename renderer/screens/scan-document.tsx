import { useTranslation } from 'react-i18next';
import { Frame } from '../frame/frame.tsx';
import { ScanPassport, ScanPermit } from '../illustrations/scan-document.tsx';
import { useSession } from '../session-context.ts';
import { OtherMethods } from './other-methods.tsx';
import styles from './scan-document.module.css';
import type { StepOf } from './step.ts';
import { TriesLeft } from './tries-left.tsx';
import { Working } from './working.tsx';

const kinds = [
  { id: 'passport', Drawing: ScanPassport },
  { id: 'permit', Drawing: ScanPermit },
] as const;

/** A passport or a permit on the scanner. What was not read well is named, so that the next try is a better one. */
export function ScanDocument({ step }: { readonly step: StepOf<'scanDocument'> }) {
  const { t } = useTranslation('journey');
  const { problem } = useSession().snapshot;
  // The scanner waits for nothing any more.
  const givenUp = step.triesLeft === 0;
  return (
    <Frame
      heading={t(givenUp ? 'scanDocument.givenUp' : 'scanDocument.heading')}
      line={givenUp ? undefined : t('scanDocument.line')}
      tell={problem === null ? null : <Tries step={step} />}
      act={
        <>
          {givenUp ? null : (
            <>
              <div className={styles['kinds']}>
                {kinds.map(({ id, Drawing }) => (
                  <figure key={id}>
                    <Drawing />
                    <figcaption>{t(`scanDocument.${id}`)}</figcaption>
                  </figure>
                ))}
              </div>
              <Working text={t(`scanDocument.${step.phase}`)} />
            </>
          )}
          <OtherMethods />
        </>
      }
    />
  );
}

/** What did not add up, by its name on the document, and how often it may still go wrong. */
function Tries({ step }: { readonly step: StepOf<'scanDocument'> }) {
  const { t, i18n } = useTranslation('journey');
  const fields = step.wrongFields.map((field) => t(`scanDocument.fields.${field}`));
  return (
    <TriesLeft count={step.triesLeft}>
      {fields.length === 0
        ? null
        : t('scanDocument.wrong', { fields: new Intl.ListFormat(i18n.language).format(fields) })}
    </TriesLeft>
  );
}
