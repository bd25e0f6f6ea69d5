import { useEffect, useState } from 'react';
import styles from './working.module.css';

/** A wait this long deserves a word: the machine is still at work. */
const LONG_WAIT_MS = 10_000;

/** A calm sign that something is going on, with words; after a while, with a word of patience. */
export function Working({ text, later }: { readonly text: string; readonly later?: string }) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_WAIT_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles['working']} aria-live="polite">
      <span className={styles['dots']} aria-hidden>
        <i />
        <i />
        <i />
      </span>
      <p>{text}</p>
      {long && later ? <p className={styles['later']}>{later}</p> : null}
    </div>
  );
}
