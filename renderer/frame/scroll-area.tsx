import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import styles from './scroll-area.module.css';

/** How much of a page stays in sight when turning it, so that the reader finds the line again. */
const PAGE_SHARE = 0.85;

/** What is too long is turned by large buttons: swiping is not asked of anybody, though it works. */
export function ScrollArea({
  className = '',
  children,
}: {
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('common');
  const scroller = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState({ above: false, below: false });
  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element || getComputedStyle(element).overflowY === 'visible') {
      setHidden((before) => (before.above || before.below ? { above: false, below: false } : before));
      return;
    }
    const above = element.scrollTop > 2;
    const below = element.scrollTop + element.clientHeight < element.scrollHeight - 2;
    setHidden((before) => (before.above === above && before.below === below ? before : { above, below }));
  }, []);
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    const element = scroller.current;
    if (element) for (const observed of [element, ...element.children]) observer.observe(observed);
    return () => observer.disconnect();
  }, [measure]);
  const turn = (direction: 1 | -1): void => {
    const element = scroller.current;
    element?.scrollBy({ top: direction * element.clientHeight * PAGE_SHARE, behavior: 'smooth' });
  };
  const scrolls = hidden.above || hidden.below;
  return (
    <div className={[styles['area'], className].join(' ')}>
      <div
        ref={scroller}
        className={styles['scroller']}
        onScroll={measure}
        role={scrolls ? 'group' : undefined}
        aria-label={scrolls ? t('scroll.region') : undefined}
        tabIndex={scrolls ? 0 : undefined}
      >
        <div className={styles['content']}>{children}</div>
      </div>
      {scrolls ? (
        <div className={styles['turn']}>
          <Button disabled={!hidden.above} icon={<ArrowUp aria-hidden />} onPress={() => turn(-1)}>
            {t('scroll.up')}
          </Button>
          <Button disabled={!hidden.below} icon={<ArrowDown aria-hidden />} onPress={() => turn(1)}>
            {t('scroll.down')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
