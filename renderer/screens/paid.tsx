import { useTranslation } from 'react-i18next';
import type { PaidView } from '../../main/contract/result-view.ts';
import { Facts } from '../controls/facts.tsx';
import { Money, yuanDigits } from '../controls/money.tsx';
import { Panel } from '../controls/panel.tsx';

/** What became of the money: paid with the finance ministry's receipt, on its way back, or still to be paid. */
export function Paid({ payment }: { readonly payment: PaidView }) {
  const { t } = useTranslation('journey');
  const sum = t('fee.yuan', { fee: yuanDigits(payment.amountFen) });
  switch (payment.state) {
    case 'paid':
      return (
        <Facts
          facts={[
            { id: 'paid', name: t('paid.amount'), value: <Money fen={payment.amountFen} /> },
            { id: 'receipt', name: t('paid.fiscalReceipt'), value: payment.fiscalReceiptNumber },
          ]}
        />
      );
    case 'refunding':
    case 'refunded':
      return (
        <Panel kind="info" title={t(`paid.${payment.state}`, { sum })}>
          <p>
            {payment.refundNumber === null
              ? t('paid.refundLater')
              : t('paid.refundNumber', { number: payment.refundNumber })}
          </p>
        </Panel>
      );
    case 'due':
      return (
        <Panel kind="warn" title={t('paid.due', { sum })}>
          <p>{t('paid.dueText')}</p>
        </Panel>
      );
  }
}
