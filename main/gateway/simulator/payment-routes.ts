import type { Result } from '../../contract/result.ts';
import type { PaymentRefusal } from '../gateway.ts';
import { paymentOrderSchema, refundQuestionSchema } from '../payment-messages.ts';
import type { PaymentState } from '../payment-messages.ts';
import { message, problem } from './problem.ts';
import type { Reply } from './problem.ts';
import { publicPage } from './public-page.ts';
import type { PublicPage } from './public-page.ts';
import { whenValid } from './route.ts';
import type { Route } from './route.ts';

/** What kiosks ask about orders. */
export const paymentRoutes: readonly Route[] = [
  {
    name: 'openPayment',
    method: 'POST',
    path: /^\/v1\/payments$/,
    answer: ({ payments }, { headers, body }) =>
      whenValid(paymentOrderSchema, body, (order) =>
        headers['idempotency-key'] === order.orderId ? replyOf(payments.open(order)) : problem('malformed'),
      ),
  },
  {
    name: 'paymentState',
    method: 'GET',
    path: /^\/v1\/payments\/([0-9a-f]{32})$/,
    answer: ({ payments }, { id }) => replyOf(payments.state(id)),
  },
  {
    name: 'closePayment',
    method: 'POST',
    path: /^\/v1\/payments\/([0-9a-f]{32})\/close$/,
    answer: ({ payments }, { id, headers }) =>
      headers['idempotency-key'] === id ? replyOf(payments.close(id)) : problem('malformed'),
  },
  {
    name: 'refundPayment',
    method: 'POST',
    path: /^\/v1\/payments\/([0-9a-f]{32})\/refund$/,
    answer: ({ payments }, { id, headers, body }) =>
      whenValid(refundQuestionSchema, body, ({ because }) =>
        headers['idempotency-key'] === id ? replyOf(payments.refund(id, because)) : problem('malformed'),
      ),
  },
];

/** The treasury's own pages, for telephones: where a visitor pays, and where a receipt is checked. */
export const treasuryPages: readonly Route[] = [
  {
    name: 'payPage',
    asker: 'anybody',
    method: 'GET',
    path: /^\/pay\/([A-Za-z0-9_-]{22})$/,
    answer: ({ payments }, { id }) => payPage(payments.byToken(id)),
  },
  {
    name: 'pay',
    asker: 'anybody',
    method: 'POST',
    path: /^\/pay\/([A-Za-z0-9_-]{22})$/,
    answer({ payments }, { id }) {
      const order = payments.byToken(id);
      if (order) payments.pay(order.orderId);
      return payPage(payments.byToken(id));
    },
  },
  {
    name: 'fiscalReceipt',
    asker: 'anybody',
    method: 'GET',
    path: /^\/f\/(\d{8}-\d{10}-[0-9a-f]{6})$/,
    answer({ payments }, { id }) {
      const [number, checkCode] = [id.slice(0, 19), id.slice(20)];
      const receipt = payments.fiscalReceipt(number, checkCode);
      const title = '财政票据查验 · Fiscal receipt check';
      if (!receipt)
        return publicPage({ status: 404, mood: 'bad', office, title, verdict: '查无此票据 · No such receipt' });
      const rows = [
        ['票据号码 · Receipt number', number],
        ['金额 · Amount', yuan(receipt.amountFen)],
      ] as const;
      return publicPage({ mood: 'good', office, title, verdict: '真实有效 · Genuine', rows });
    },
  },
];

/** Whoever decides a fine does not collect it (行政处罚法 Art. 67). No such authority exists. */
const office = { 'zh-CN': '示例市财政局', en: 'Example City Finance Bureau' };

const replyOf = (answer: Result<PaymentState, PaymentRefusal>): Reply =>
  answer.ok ? message(answer.value) : problem(answer.error);

const outcomes: Readonly<Record<PaymentState['state']['kind'], Pick<PublicPage, 'mood' | 'verdict' | 'button'>>> = {
  waiting: { mood: 'good', verdict: '请确认支付 · Confirm the payment', button: '支付 · Pay' },
  paid: { mood: 'good', verdict: '已支付 · Paid' },
  failed: { mood: 'over', verdict: '未支付，订单已关闭 · Not paid, closed' },
  refunding: { mood: 'over', verdict: '正在退款 · Being refunded' },
  refunded: { mood: 'over', verdict: '已退款 · Refunded' },
};

function payPage(order: PaymentState | undefined): Reply {
  const title = '非税收入缴款 · Payment to the treasury';
  if (!order) return publicPage({ status: 404, mood: 'bad', office, title, verdict: '查无此订单 · No such order' });
  const rows = [
    ['金额 · Amount', yuan(order.amountFen)],
    ['订单号 · Order', order.orderId],
  ] as const;
  return publicPage({ office, title, rows, ...outcomes[order.state.kind] });
}

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;
