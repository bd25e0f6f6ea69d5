import type { ReactNode } from 'react';
import { hush } from '../speech.ts';
import styles from './button.module.css';
import { isSecondTap } from './tap-guard.ts';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** primary: the one way on · plain: every other · quiet: beside the question, as in the frame */
  readonly kind?: 'primary' | 'plain' | 'quiet';
  readonly icon?: ReactNode;
  /** Behind the words instead of before them, for a way onward. */
  readonly iconAfter?: ReactNode;
  readonly disabled?: boolean;
  readonly wide?: boolean;
  /** For a button that is on or off. */
  readonly pressed?: boolean;
  readonly label?: string;
  readonly lang?: string;
}

/** Every button of the frame and the screens: large, with words, deaf to the second tap of a trembling hand. */
export function Button({
  children,
  onPress,
  kind = 'plain',
  icon,
  iconAfter,
  disabled = false,
  wide = false,
  pressed,
  label,
  lang,
}: ButtonProps) {
  return (
    <button
      type="button"
      className={[styles['button'], styles[kind], wide ? styles['wide'] : ''].join(' ')}
      disabled={disabled}
      aria-pressed={pressed}
      aria-label={label}
      lang={lang}
      onClick={(event) => {
        if (isSecondTap(event.timeStamp)) return;
        hush();
        onPress();
      }}
    >
      {icon}
      <span>{children}</span>
      {iconAfter}
    </button>
  );
}
