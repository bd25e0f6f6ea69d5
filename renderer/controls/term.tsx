import { useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session-context.ts';
import { hush } from '../speech.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { isSecondTap } from './tap-guard.ts';
import { splitAtTerms, termsOf, type TermWords } from './term-words.ts';
import styles from './term.module.css';

/** A word of the law, dotted; touched, it is explained in everyday words. */
export function Term({ term, children }: { readonly term: TermWords; readonly children: ReactNode }) {
  const { t } = useTranslation('journey');
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <button
        type="button"
        className={styles['term']}
        aria-haspopup="dialog"
        onClick={(event) => {
          if (isSecondTap(event.timeStamp)) return;
          hush();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open
        ? createPortal(
            <Dialog title={term.term} text={term.means} onDismiss={close}>
              <Button kind="primary" wide onPress={close}>
                {t('term.close')}
              </Button>
            </Dialog>,
            document.body,
          )
        : null}
    </>
  );
}

/** A text in which every word of the law can be touched where it first stands. */
export function TermedText({ text }: { readonly text: string }) {
  const { language } = useSession().snapshot;
  return splitAtTerms(text, termsOf(language), language).map((piece) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      <Term key={piece.term.id} term={piece.term}>
        {piece.text}
      </Term>
    ),
  );
}
