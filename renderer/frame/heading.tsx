import { useEffect, useRef } from 'react';
import styles from './heading.module.css';

/** The step's one heading. It takes the focus when the step begins, so that reading starts there. */
export function Heading({ heading, line }: { readonly heading: string; readonly line?: string | undefined }) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => element.current?.focus({ preventScroll: true }), []);
  return (
    <div className={styles['heading']}>
      <h1 ref={element} tabIndex={-1}>
        {heading}
      </h1>
      {line ? <p>{line}</p> : null}
    </div>
  );
}
