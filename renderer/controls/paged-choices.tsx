import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session-context.ts';
import { Button } from './button.tsx';
import { Choice } from './choice.tsx';
import styles from './paged-choices.module.css';

export interface PagedChoice {
  readonly id: string;
  readonly title: string;
  readonly hint?: string | undefined;
}

interface PagedChoicesProps {
  readonly choices: readonly PagedChoice[];
  /** Its page is shown first. */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** So many stand below each other, as wide as the screen allows. */
const ONE_COLUMN = 4;
/** Fewer would be a page for every answer; then the screen is scrolled by its buttons instead. */
const LEAST_ON_PAGE = 2;

/**
 * One answer of many, as many at a time as have room: pages are turned with large buttons and nobody has to swipe. How
 * many have room is measured, because it depends on the screen, the size of the text and the length of the words.
 */
export function PagedChoices({ choices, chosen, onChoose }: PagedChoicesProps) {
  const { t } = useTranslation('common');
  const { comfort, language } = useSession().snapshot;
  const list = useRef<HTMLDivElement>(null);
  const pager = useRef<HTMLDivElement>(null);
  const [screenSize, setScreenSize] = useState(() => `${innerWidth}x${innerHeight}`);
  const ids = choices.map(({ id }) => id).join();
  const layout = [ids, comfort.textSize, comfort.reach, language, screenSize].join(' ');
  // Measured with all of them there, and shown then.
  const [measured, setMeasured] = useState({ layout: '', onPage: choices.length });
  const isMeasured = measured.layout === layout;
  // Where somebody has turned to, as the choice that stands first there: measured again, they stay with it.
  const [turnedTo, setTurnedTo] = useState({ ids, at: -1 });
  const chosenAt = choices.findIndex(({ id }) => id === chosen);
  const at = turnedTo.ids === ids && turnedTo.at !== -1 ? turnedTo.at : Math.max(0, chosenAt);
  useEffect(() => {
    // Words measured in another typeface than their own have another height.
    const measureAgain = (): void => setMeasured((before) => ({ ...before, layout: '' }));
    document.fonts.addEventListener('loadingdone', measureAgain);
    return () => document.fonts.removeEventListener('loadingdone', measureAgain);
  }, []);
  useEffect(() => {
    const resized = (): void => setScreenSize(`${innerWidth}x${innerHeight}`);
    addEventListener('resize', resized);
    return () => removeEventListener('resize', resized);
  }, []);
  // Not before the paint: the size of the text is set by whoever draws the whole screen, after this.
  useEffect(() => {
    if (isMeasured || !list.current) return;
    setMeasured({ layout, onPage: roomFor(list.current, pager.current) });
  }, [isMeasured, layout]);

  const pages = isMeasured ? Math.ceil(choices.length / measured.onPage) : 2;
  const page = isMeasured ? Math.floor(at / measured.onPage) : 0;
  const from = page * measured.onPage;
  const shown = isMeasured ? choices.slice(from, from + measured.onPage) : choices;
  const turn = (by: 1 | -1): void => setTurnedTo({ ids, at: (page + by) * measured.onPage });
  return (
    <div className={styles['paged']} data-measured={isMeasured}>
      <div ref={list} className={styles['list']} data-many={choices.length > ONE_COLUMN}>
        {shown.map(({ id, title, hint }) => (
          <Choice key={id} title={title} hint={hint} chosen={id === chosen} onPress={() => onChoose(id)} />
        ))}
      </div>
      {pages > 1 ? (
        <div ref={pager} className={styles['pager']}>
          <Button icon={<ArrowLeft aria-hidden />} disabled={page === 0} onPress={() => turn(-1)}>
            {t('pages.previous')}
          </Button>
          <span aria-live="polite">{t('pages.at', { page: page + 1, pages })}</span>
          <Button iconAfter={<ArrowRight aria-hidden />} disabled={page + 1 >= pages} onPress={() => turn(1)}>
            {t('pages.next')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** How many of the choices, all of them drawn, fit between their top and the frame's foot. */
function roomFor(list: HTMLElement, pager: HTMLElement | null): number {
  const all = [...list.children].map((choice) => choice.getBoundingClientRect());
  const foot = document.querySelector('footer')?.getBoundingClientRect().top ?? innerHeight;
  const { top } = list.getBoundingClientRect();
  const margin = Number.parseFloat(getComputedStyle(list).rowGap) || 0;
  const fitting = (room: number): number => all.filter(({ bottom }) => bottom - top <= room).length;
  // What the frame keeps free above its foot is about as much as six gaps.
  const room = foot - top - 6 * margin;
  if (fitting(room) === all.length) return all.length;
  return Math.max(LEAST_ON_PAGE, fitting(room - (pager?.offsetHeight ?? 0) - margin));
}
