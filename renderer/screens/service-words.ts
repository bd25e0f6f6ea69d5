import { useTranslation } from 'react-i18next';
import type { FeeView } from '../../main/contract/service-view.ts';

/** What a service costs, as a visitor reads it before anything is known. */
export function useFeeWords(): (fee: FeeView) => string {
  const { t } = useTranslation('journey');
  return (fee) => {
    switch (fee.kind) {
      case 'free':
        return t('fee.free');
      case 'fixed':
        return t('fee.yuan', { fee: fee.yuan });
      case 'range':
        return t('fee.range', { from: fee.yuanFrom, to: fee.yuanTo });
      case 'fine':
        return t('fee.fine', { from: fee.yuanFrom, to: fee.yuanTo });
    }
  };
}
