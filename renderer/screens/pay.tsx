import { DoorOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../main/contract/result-view.ts';
import { Button } from '../controls/button.tsx';
import { Money } from '../controls/money.tsx';
import { Panel } from '../controls/panel.tsx';
import { QrPicture } from '../controls/qr-picture.tsx';
import { Frame } from '../frame/frame.tsx';
import { PayByTelephone } from '../illustrations/pay-by-telephone.tsx';
import { useSession } from '../session-context.ts';
import { Drawing } from './drawing.tsx';
import { PayLeft } from './pay-left.tsx';
import styles from './pay.module.css';
import screen from './screen.module.css';
import type { StepOf } from './step.ts';
import { Working } from './working.tsx';

/** The treasury's code for the visitor's telephone. No money passes this machine. */
export function Pay({ step }: { readonly step: StepOf<'pay'> }) {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  const { payment } = step;
  const page = payment.slip ? 'left' : payment.state;
  const finish = { always: true, ends: true, label: t('pay.left.finish'), onPress: () => send({ type: 'end' }) };
  return (
    <Frame
      heading={t(`pay.${page}.heading`)}
      line={t(`pay.${page}.line`)}
      primary={payment.slip ? finish : { label: t('pay.again') }}
      tell={
        <>
          <p className={styles['sum']}>
            <span>{t('pay.amount')}</span>
            <strong>
              <Money fen={payment.amountFen} />
            </strong>
          </p>
          <div className={styles['drawing']}>
            <Drawing>
              <PayByTelephone />
            </Drawing>
          </div>
          <p className={styles['order']}>
            {t('pay.order')} <span translate="no">{payment.orderId}</span>
          </p>
        </>
      }
      act={payment.slip ? <PayLeft slip={payment.slip} /> : <PayAct payment={payment} />}
    />
  );
}

function PayAct({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation('journey');
  const { send } = useSession();
  switch (payment.state) {
    case 'waiting':
      return (
        <div className={styles['scan']}>
          {payment.payUrl === null ? null : <QrPicture text={payment.payUrl} name={t('pay.code')} />}
          <Working text={t('pay.waiting.wait')} later={t('pay.waiting.later')} />
        </div>
      );
    case 'unknown':
      return (
        <div className={[screen['stack'], screen['low']].join(' ')}>
          <Working text={t('pay.unknown.wait')} />
          <Panel kind="info" title={t('pay.unknown.safe')} />
          <Button wide icon={<DoorOpen aria-hidden />} onPress={() => send({ type: 'stopWaiting' })}>
            {t('pay.unknown.leave')}
          </Button>
        </div>
      );
    case 'failed':
      return <Panel kind="info" title={t('pay.failed.nothing')} />;
  }
}
