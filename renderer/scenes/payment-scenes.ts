import type { PaperView, PaymentView } from '../../main/contract/result-view.ts';
import { paper, progressAt, returning, scene, waiting, type Scenes } from './scene.ts';

const here = { progress: progressAt('pay') };
const payment: PaymentView = {
  amountFen: 12_000,
  orderId: '5f0c9e1d7a3b4c6f8e2d1a0b9c7f6e5d',
  state: 'waiting',
  payUrl: 'https://pay.example.gov.cn/q/5f0c9e1d7a3b4c6f8e2d1a0b9c7f6e5d?amount=12000',
  slip: null,
};
const unknown: PaymentView = { ...payment, state: 'unknown', payUrl: null };
const left = (slip: PaperView) => scene({ name: 'pay', payment: { ...unknown, slip } }, { ...here, ...waiting });

/** The treasury's code and what may become of it. */
export const paymentScenes: Scenes = {
  pay: scene({ name: 'pay', payment }, { ...here, ...returning }),
  'pay-cents': scene({ name: 'pay', payment: { ...payment, amountFen: 10_350 } }, { ...here, ...returning }),
  'pay-unknown': scene({ name: 'pay', payment: unknown }, { ...here, ...waiting, problem: 'payment-unknown' }),
  'pay-failed': scene(
    { name: 'pay', payment: { ...payment, state: 'failed', payUrl: null } },
    { ...here, problem: 'payment-expired' },
  ),
  'pay-left': left(paper('printing')),
  'pay-left-printed': left(paper('printed')),
  'pay-left-noSlip': left(paper('failed', 'receipt-paper-out')),
  payChoice: scene({ name: 'payChoice', amountFen: 20_000, dueDate: '2026-12-06' }, { ...here, ...waiting }),
};
