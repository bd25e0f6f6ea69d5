import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PaperView } from '../../main/contract/result-view.ts';
import { Button } from '../controls/button.tsx';
import { Panel } from '../controls/panel.tsx';
import { ProblemWords } from '../frame/problem-notice.tsx';
import { useSession } from '../session-context.ts';

/** A page on request, for whoever would rather read it on paper or show it to somebody. */
export function PrintSlip({ slip, label }: { readonly slip: PaperView; readonly label: string }) {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  const printing = slip.state === 'printing';
  return (
    <div aria-live="polite">
      {slip.state === 'printed' ? (
        <Panel kind="good" title={t('slip.printed')} />
      ) : (
        <>
          {slip.problem ? <ProblemWords problem={slip.problem} /> : null}
          <Button wide disabled={printing} icon={<Printer aria-hidden />} onPress={() => send({ type: 'printSlip' })}>
            {printing ? t('slip.printing') : slip.state === 'failed' ? t('slip.again') : label}
          </Button>
        </>
      )}
    </div>
  );
}
