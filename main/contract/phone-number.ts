export type PhoneProblem = 'empty' | 'tooShort' | 'notAPhone';

/** Mainland mobile numbers become +86…; others stay E.164. Spaces and hyphens go. */
export function normalisePhoneNumber(typed: string): string {
  const digits = typed.replaceAll(/[\s()-]/g, '');
  const mainland = /^(?:\+?86)?(1[3-9]\d{9})$/.exec(digits);
  return mainland ? `+86${mainland[1]}` : digits;
}

/** What is wrong with a normalised number, or null. `tooShort` while it can still become one. */
export function phoneProblem(number: string): PhoneProblem | null {
  if (number === '') return 'empty';
  if (number.startsWith('+86')) return /^\+861[3-9]\d{9}$/.test(number) ? null : 'notAPhone';
  if (/^\+\d{6,15}$/.test(number)) return null;
  return /^(?:\+\d{0,5}|1|1[3-9]\d{0,8}|8|86|861|861[3-9]\d{0,8})$/.test(number) ? 'tooShort' : 'notAPhone';
}
