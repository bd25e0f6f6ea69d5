import type { PaymentView } from '../../main/contract/session-snapshot.ts';
import { progressAt, returning, scene, waiting, type Scenes } from './scene.ts';

const payment: PaymentView = {
  amountFen: 12_000,
  orderId: '5f0c9e1d7a3b4c6f8e2d1a0b9c7f6e5d',
  state: 'waiting',
  payUrl: 'https://pay.example.gov.cn/q/5f0c9e1d7a3b4c6f8e2d1a0b9c7f6e5d?amount=12000',
};
const here = { progress: progressAt('pay') };

/** The treasury's code and what may become of it. */
export const paymentScenes: Scenes = {
  pay: scene({ name: 'pay', payment }, { ...here, ...returning }),
  'pay-cents': scene({ name: 'pay', payment: { ...payment, amountFen: 10_350 } }, { ...here, ...returning }),
  'pay-unknown': scene(
    { name: 'pay', payment: { ...payment, state: 'unknown', payUrl: null } },
    { ...here, ...waiting, problem: 'payment-unknown' },
  ),
  'pay-failed': scene(
    { name: 'pay', payment: { ...payment, state: 'failed', payUrl: null } },
    { ...here, problem: 'payment-expired' },
  ),
  payChoice: scene({ name: 'payChoice', amountFen: 20_000, dueDate: '2026-12-06' }, { ...here, ...waiting }),
};
