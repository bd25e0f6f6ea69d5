import { expect, type Locator } from '@playwright/test';
import { problem, type Act, type FaultRow } from './fault-row.ts';
import { knownCard } from '../../support/hall.ts';
import type { Stage } from './stage.ts';

/** Rows of paper, and of what is left behind. */

const printing = 'journey:printing.heading';
const result = 'journey:result.answered.heading';
const confirm = ({ v }: Stage): Promise<void> => v.press('journey:review.confirm');

/** The certificate's printer stops; when that is mended the same job comes out, and then the receipt's printer stops. */
function stopsTwice(
  document: { readonly fault: 'paperOut' | 'coverOpen'; readonly says: Act['reads'] },
  receipt: { readonly fault: 'paperJam' | 'headHot'; readonly says: Act['reads'] },
): readonly Act[] {
  return [
    {
      async does(stage) {
        await stage.hall.documentSimulator!.setFault(document.fault, 'midJob');
        stage.hall.receiptPrinter.setFaultAfterLines(receipt.fault, 3);
        await confirm(stage);
      },
      reads: document.says,
      on: printing,
      way: 'common:officer.call',
      mends: ({ hall }) => hall.documentSimulator!.setFault('none'),
      leadsTo: 'journey:printing.stuck',
    },
    {
      reads: receipt.says,
      on: 'journey:printing.stuck',
      way: 'journey:printing.again',
      mends({ hall, v }) {
        hall.receiptPrinter.heal();
        return v.press('journey:printing.again');
      },
      leadsTo: result,
      proves: onePaperEach,
    },
  ];
}

/** Of this visit: no certificate and no receipt came out twice. */
async function onePaperEach({ hall, page }: Stage): Promise<void> {
  const number = /XJ-TEST01-\d{6}-\d+-\w/.exec(await page.locator('main').innerText())?.[0] ?? '-';
  expect(hall.documentSimulator!.printed.filter(({ jobName }) => jobName.startsWith(number))).toHaveLength(1);
  const slips = hall.receiptPrinter.tickets.filter((ticket) => JSON.stringify(ticket).includes(number));
  expect(slips).toHaveLength(1);
}

/** The tile of the service, which is no button while the printer that it needs is out. */
const closedTile: Act['reads'] = {
  problem: null,
  words: (say) => [say('journey:home.because.documentPrinter')],
};
const tileOpens = ({ page, v }: Stage): Promise<void> =>
  expect(page.getByRole('button', { name: v.say('services:temp-id-proof.name') })).toBeEnabled({ timeout: 30_000 });
const printerClosesTile = (fault: 'paperOut' | 'coverOpen'): Act => ({
  play: [{ device: 'documentPrinter', at: 'now', fault }],
  reads: closedTile,
  on: 'journey:home.heading',
  way: 'journey:home.search',
  async mends(stage) {
    const name = stage.v.say('services:temp-id-proof.name');
    await expect(stage.page.getByRole('button', { name })).toBeHidden();
    stage.hall.documentSimulator!.heal();
  },
  proves: tileOpens,
});

const welcome = ({ page }: Stage): Locator => page.getByRole('button', { name: /^触摸开始/ });
const isWelcoming = (stage: Stage): Promise<void> => expect(welcome(stage)).toBeVisible({ timeout: 30_000 });

export const paperRows: readonly FaultRow[] = [
  {
    row: 13,
    fault: 'the printer has no paper before anybody starts',
    at: 'home',
    acts: [printerClosesTile('paperOut')],
    logs: [['device-changed', { device: 'documentPrinter', state: 'userError' }]],
  },
  {
    row: 14,
    fault: 'the paper runs out in a certificate, and jams in a receipt: each comes out once',
    at: 'review',
    acts: stopsTwice(
      { fault: 'paperOut', says: problem('document-paper-out') },
      { fault: 'paperJam', says: problem('receipt-paper-jam') },
    ),
    sends: 1,
  },
  {
    row: 15,
    fault: 'a cover is open, and a head too hot, while papers print',
    at: 'review',
    acts: stopsTwice(
      { fault: 'coverOpen', says: problem('document-cover-open') },
      { fault: 'headHot', says: problem('receipt-head-hot') },
    ),
    sends: 1,
  },
  {
    row: 15,
    fault: 'a cover is open before anybody starts',
    at: 'home',
    acts: [printerClosesTile('coverOpen')],
  },
  {
    row: 16,
    fault: 'a printer says that it has printed, and nothing is there',
    at: 'review',
    acts: [
      {
        play: [{ device: 'receiptPrinter', at: 'now', fault: 'printsNothing' }],
        async does(stage) {
          await confirm(stage);
          await stage.v.sees(result, {}, 40_000);
          await stage.v.press('journey:paperMissing.say');
          await stage.v.press('journey:paperMissing.missing');
          await stage.v.sees(result);
          await stage.v.press('common:officer.hangUp');
        },
        reads: problem('paper-not-seen'),
        on: result,
        way: 'journey:result.finish',
        proves: ({ page }) => expect(page.getByText(/XJ-TEST01-/).first()).toBeVisible(),
      },
    ],
    sends: 1,
    logs: [
      ['paper-missing', {}],
      ['officer-called', { step: 'result' }],
    ],
  },
  {
    row: 17,
    fault: 'nobody takes the receipt: an alarm, then the machine pulls it back',
    at: 'review',
    acts: [
      {
        async does(stage) {
          await confirm(stage);
          await stage.v.sees(result, {}, 40_000);
        },
        reads: { problem: null, words: (say) => [say('journey:belongings.receipt.take')] },
        on: result,
        way: 'journey:result.finish',
        mends: (stage) => stage.end(),
      },
      {
        reads: { problem: null, bothAtOnce: true, words: (say) => [say('journey:belongings.receipt.take')] },
        way: 'common:officer.call',
      },
      {
        reads: { ...problem('receipt-captured'), bothAtOnce: true },
        way: 'common:officer.call',
        async proves(stage) {
          expect(stage.hall.receiptPrinter.retracted).toHaveLength(1);
          await isWelcoming(stage);
        },
      },
    ],
    sends: 1,
    logs: [
      ['belonging-left', { what: 'receipt' }],
      ['belonging-taken-in', { what: 'receipt' }],
    ],
  },
  {
    row: 18,
    fault: 'a card is left behind: nobody else is served until it is gone',
    at: 'placeCard',
    acts: [
      {
        async does(stage) {
          stage.hall.reader.placeCard(knownCard(stage.hall.gateway));
          await stage.v.sees('journey:cardShown.heading');
          await stage.end();
        },
        reads: {
          problem: null,
          bothAtOnce: true,
          words: (say) => [say('journey:belongings.card.take'), say('journey:takeBelongings.line')],
        },
        way: 'common:officer.call',
        async mends(stage) {
          const { hall } = stage;
          const { simulator } = hall.machine('ioBoard');
          await expect.poll(() => simulator.lights().fasciaLight, { timeout: 20_000 }).toBe('quick');
          // The alarm is over, and the card is still there.
          await expect.poll(() => simulator.lights().fasciaLight, { timeout: 20_000 }).toBe('off');
          await expect(welcome(stage)).toBeHidden();
          hall.reader.pullCard();
        },
        proves: isWelcoming,
      },
    ],
    logs: [
      ['belonging-left', { what: 'card' }],
      ['belonging-not-taken', { what: 'card' }],
      ['belonging-taken', { what: 'card' }],
    ],
  },
  {
    row: 22,
    fault: 'a certificate printer of another kind: the tile says so, and the technician sees why',
    at: 'home',
    acts: [
      {
        async does(stage) {
          await stage.hall.documentSimulator!.setFault('unreachable');
          await expect(stage.page.getByText(stage.v.say('journey:home.because.documentPrinter')).first()).toBeVisible({
            timeout: 20_000,
          });
          await stage.hall.documentSimulator!.setFault('noPdf');
        },
        reads: closedTile,
        on: 'journey:home.heading',
        way: 'journey:home.search',
        mends: (stage) => stage.leave(),
      },
      {
        reads: {
          problem: null,
          bothAtOnce: true,
          words: (say) => [
            say('journey:attract.out', { devices: say('common:devices.documentPrinter') }),
            'documentPrinter · wrongFirmware',
          ],
        },
        way: 'journey:attract.start',
      },
    ],
    logs: [['device-changed', { device: 'documentPrinter', state: 'hardwareError', reason: 'wrongFirmware' }]],
  },
];
