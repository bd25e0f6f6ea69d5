import { useEffect, useRef } from 'react';

/**
 * Hands over the keys of a plugged-in keyboard. `onKey` gets the name of the key and says whether it used it. Keys that
 * press the focused button (Enter, space) and keys of a field stay theirs; a code scanner that types ends with Enter.
 */
export function useHardwareKeys(onKey: (key: string) => boolean): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
      const { target } = event;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
      if (target instanceof HTMLButtonElement && (event.key === 'Enter' || event.key === ' ')) return;
      if (latest.current(event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
