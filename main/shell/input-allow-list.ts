/** The part of Electron's Input that decides. */
export interface KeyPress {
  /** As KeyboardEvent.key. */
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

/** Keys of a pin pad, an accessibility keypad or a scanner that types. Everything else is a way out of the kiosk. */
const editingKeys: ReadonlySet<string> = new Set([
  'Backspace',
  'Delete',
  'Enter',
  'Escape',
  'Tab',
  'Shift',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

const isOnePrintableCharacter = (key: string): boolean => /^[^\p{C}\p{Zl}\p{Zp}]\p{M}*$/u.test(key);

/** Whether a key press may reach the page: one printable character or an editing key, without Ctrl, Alt or Meta. */
export const isAllowedInput = ({ key, control, alt, meta }: KeyPress): boolean =>
  !control && !alt && !meta && (editingKeys.has(key) || isOnePrintableCharacter(key));
