import type { ReactNode } from 'react';
import { EndQuestion } from './end-question.tsx';
import { Footer, type Primary } from './footer.tsx';
import styles from './frame.module.css';
import { Heading } from './heading.tsx';
import { IdleWarning } from './idle-warning.tsx';
import { OfficerCall } from './officer-call.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { ProgressLine } from './progress-line.tsx';
import { ScrollArea } from './scroll-area.tsx';
import { TopBar } from './top-bar.tsx';
import { useEndQuestion } from './use-end-question.ts';
import { useSpokenStep } from './use-spoken-step.ts';

export interface FrameProps {
  /** A question or an instruction. */
  readonly heading: string;
  /** The one thing to do, or what the heading means. Both are read aloud: no personal data in either. */
  readonly line?: string | undefined;
  /** What explains: drawings, notes. Stands above the controls, or beside them on a wide screen. */
  readonly tell?: ReactNode;
  /** What is being typed: always in sight, above the keys or, for a seated visitor, at eye level. */
  readonly entry?: ReactNode;
  /** What is touched. */
  readonly act?: ReactNode;
  /** What is touched must not scroll away: keys, the camera, the field to sign in. */
  readonly pinned?: boolean;
  readonly primary?: Primary;
  /** The drawing and the words in the middle, for a step on which there is only waiting or a result. */
  readonly centred?: boolean;
  /** What is touched needs the whole width of a wide screen and stands below the words there too. */
  readonly stacked?: boolean;
}

/** What every step shares: who and where at the top, one question in the middle, the way on at the bottom. */
export function Frame({
  heading,
  line,
  tell,
  entry,
  act,
  pinned = false,
  primary,
  centred = false,
  stacked = false,
}: FrameProps) {
  const end = useEndQuestion();
  useSpokenStep(heading, line);
  return (
    <div
      className={styles['frame']}
      data-act={act ? 'some' : 'none'}
      data-entry={entry ? 'some' : 'none'}
      data-pinned={pinned || Boolean(entry)}
      data-stacked={stacked}
    >
      <TopBar />
      <ProgressLine />
      <main className={styles['main']}>
        <ScrollArea className={styles['outer']}>
          <ScrollArea className={[styles['tell'], centred ? styles['centred'] : ''].join(' ')}>
            <Heading heading={heading} line={line} />
            <ProblemNotice />
            {tell}
          </ScrollArea>
          {entry ? <div className={styles['entry']}>{entry}</div> : null}
          {act ? <ScrollArea className={styles['act']}>{act}</ScrollArea> : null}
        </ScrollArea>
      </main>
      <Footer primary={primary} onEnd={end.ask} />
      {end.asking ? <EndQuestion onKeep={end.keep} /> : null}
      <OfficerCall />
      <IdleWarning />
    </div>
  );
}
