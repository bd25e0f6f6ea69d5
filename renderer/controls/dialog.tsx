import { useEffect, useRef, type ReactNode } from 'react';
import styles from './dialog.module.css';

/** A question that comes before everything else. The browser's own dialog keeps focus inside and the rest inert. */
export function Dialog({
  urgent = false,
  title,
  text,
  onDismiss,
  children,
}: {
  readonly urgent?: boolean;
  readonly title: string;
  readonly text: string;
  /** What the keyboard's Escape means: always the harmless answer. */
  readonly onDismiss: () => void;
  readonly children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      role={urgent ? 'alertdialog' : 'dialog'}
      className={styles['dialog']}
      aria-labelledby="dialog-title"
      aria-describedby="dialog-text"
      onCancel={(event) => {
        event.preventDefault();
        onDismiss();
      }}
    >
      <div className={styles['content']}>
        <h2 id="dialog-title">{title}</h2>
        <p id="dialog-text">{text}</p>
        {children}
      </div>
    </dialog>
  );
}
