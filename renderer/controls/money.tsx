import { useTranslation } from 'react-i18next';

/** Hundredths of a yuan as yuan; their hundredths only where there are any: 120, 120.50. */
export const yuanDigits = (fen: number): string => (fen / 100).toFixed(fen % 100 === 0 ? 0 : 2);

/** A sum in yuan. */
export function Money({ fen }: { readonly fen: number }) {
  const { t } = useTranslation('journey');
  return t('fee.yuan', { fee: yuanDigits(fen) });
}
