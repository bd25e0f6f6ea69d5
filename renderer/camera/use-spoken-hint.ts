import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { speak } from '../speech.ts';

/** A sentence takes about this long to say; one that comes sooner waits, so that none is cut off. */
const SENTENCE_MS = 2_500;

/** Says a hint when it changes, never faster than it can be listened to. */
export function useSpokenHint(text: string, speech: boolean): void {
  const { i18n } = useTranslation();
  const spokenAtMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!speech) return undefined;
    const waitMs = Math.max(0, spokenAtMs.current + SENTENCE_MS - performance.now());
    const timer = setTimeout(() => {
      spokenAtMs.current = performance.now();
      speak(text, i18n.language === 'en' ? 'en' : 'zh-CN');
    }, waitMs);
    return () => clearTimeout(timer);
  }, [text, speech, i18n]);
}
