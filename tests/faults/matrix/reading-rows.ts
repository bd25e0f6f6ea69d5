import { realpath } from 'node:fs/promises';
import { expect, type Locator } from '@playwright/test';
import { blurred } from '../../../devices/passport-reader/synthetic-documents.ts';
import { zoneLinesOf } from '../../../devices/passport-reader/synthetic-zone.ts';
import type { ResidentCard } from '../../../devices/id-card-reader/id-card-reader.ts';
import { knownCard } from '../../support/hall.ts';
import { problem, type Act, type FaultRow } from './fault-row.ts';
import type { Stage } from './stage.ts';

/** Rows of whatever tells who somebody is, and of the camera that is not there. */

const place =
  (change: Partial<ResidentCard> = {}) =>
  ({ hall }: Stage): void =>
    hall.reader.placeCard({ ...knownCard(hall.gateway), ...change });
const holder = ({ hall }: Stage) => hall.gateway.people[0]!;

const onCard = { on: 'journey:placeCard.heading', way: 'journey:otherMethods.type' } as const;
const cardShown = 'journey:cardShown.heading';

/** The card was read as well as any other, whatever happened on its way. */
async function showsTheCard({ page, v }: Stage): Promise<void> {
  await expect(page.getByText('500*************13')).toBeVisible();
  await expect(page.getByText(v.say('common:problemCode'))).toBeHidden();
}

/** Read all the same: the visitor need not know. */
const unnoticed = (at: string, fault: string, times?: number): Act => ({
  play: [{ device: 'idCardReader', at, fault, ...(times && { times }) }],
  does: place(),
  reads: null,
  mends: () => {},
  leadsTo: cardShown,
  proves: async (stage) => {
    await showsTheCard(stage);
    stage.hall.reader.heal();
    stage.hall.reader.pullCard();
  },
});

function layBlurred(stage: Stage): void {
  const lines = blurred(zoneLinesOf(holder(stage).passport));
  stage.hall.machine('passportReader').simulator.placeDocument({ kind: 'zone', lines });
}

/** Before the glass was seen empty a finger is only asked to go: then it is laid down once more. */
async function smudge({ hall, page, v }: Stage, failed: Locator): Promise<void> {
  const { simulator } = hall.machine('fingerprintReader');
  const lift = page.getByText(v.say('journey:fingerprint.guidance.lift')).first();
  await expect(async () => {
    simulator.placeFinger({ condition: 'smudged' });
    await expect(lift).toBeVisible({ timeout: 8_000 });
    simulator.liftFinger();
    await expect(failed).toBeVisible({ timeout: 8_000 });
  }).toPass({ timeout: 60_000 });
}
const fingerTry = ({ page, v }: Stage, attempt: number): Locator =>
  page.getByText(v.say('journey:fingerprint.attempt', { attempt, count: 3 }));

export const readingRows: readonly FaultRow[] = [
  {
    row: 1,
    fault: 'the card reader is unplugged while it reads, and is back in seconds',
    at: 'placeCard',
    acts: [
      {
        play: [{ device: 'idCardReader', at: 'read:byte:17', fault: 'unplug', times: 1 }],
        does: place(),
        reads: problem('card-reader-offline'),
        ...onCard,
        leadsTo: cardShown,
        proves: showsTheCard,
      },
    ],
    logs: [['device-changed', { device: 'idCardReader', state: 'offline', reason: 'none' }]],
  },
  {
    row: 2,
    fault: 'the card is taken away while it is read',
    at: 'placeCard',
    acts: [
      {
        does(stage) {
          place()(stage);
          stage.hall.reader.pullCardAtByte(700);
        },
        reads: problem('card-removed'),
        ...onCard,
        mends: place(),
        leadsTo: cardShown,
        proves: showsTheCard,
      },
    ],
  },
  {
    row: 3,
    fault: 'half a frame, and the rest never comes',
    at: 'placeCard',
    acts: [unnoticed('read:byte:600', 'cutShort', 1)],
  },
  {
    row: 3,
    fault: 'half a frame, and then the reader is silent',
    at: 'placeCard',
    acts: [
      {
        play: [{ device: 'idCardReader', at: 'read:byte:600', fault: 'cutShort' }],
        async does(stage) {
          place()(stage);
          await expect(stage.page.getByText(stage.v.say('journey:placeCard.reading'))).toBeVisible({ timeout: 20_000 });
          stage.hall.reader.play({ at: 'any', fault: 'silent' });
        },
        reads: problem('card-reader-offline'),
        ...onCard,
        leadsTo: cardShown,
        proves: showsTheCard,
      },
    ],
    logs: [['device-changed', { device: 'idCardReader', state: 'offline', reason: 'silent' }]],
  },
  {
    row: 4,
    fault: 'one wrong checksum',
    at: 'placeCard',
    acts: [unnoticed('read', 'wrongChecksum', 1)],
  },
  {
    row: 4,
    fault: 'nothing but wrong checksums',
    at: 'placeCard',
    acts: [
      {
        play: [{ device: 'idCardReader', at: 'read', fault: 'wrongChecksum' }],
        does: place(),
        reads: problem('card-reader-fault'),
        ...onCard,
        leadsTo: cardShown,
        proves: showsTheCard,
      },
    ],
    logs: [['device-changed', { device: 'idCardReader', state: 'hardwareError' }]],
  },
  {
    row: 5,
    fault: 'frames come byte by byte',
    at: 'placeCard',
    acts: [unnoticed('any', 'oneByteChunks')],
  },
  {
    row: 5,
    fault: 'frames come with the rest of another one glued before them',
    at: 'placeCard',
    acts: [unnoticed('any', 'junkBefore')],
  },
  {
    row: 6,
    fault: 'a name with a character that no printer has: shown as well as it can be, and the counter helps',
    at: 'placeCard',
    acts: [
      {
        does(stage) {
          const { number, name } = stage.hall.gateway.people.find(({ name: found }) => found.includes('𪚥'))!;
          place({ number, name })(stage);
        },
        reads: { problem: null, words: () => ['*𪚥'] },
        on: cardShown,
        way: 'journey:person.yes',
        mends: ({ v, hall }) => {
          hall.reader.pullCard();
          return v.press('journey:person.yes');
        },
      },
      {
        reads: problem('person-name-unprintable'),
        on: 'problems:person-name-unprintable.what',
        way: 'common:officer.call',
      },
    ],
  },
  {
    row: 6,
    fault: 'a name with a private character: never taken for another name, and the counter helps',
    at: 'placeCard',
    acts: [
      {
        does: place({ name: '张示\u{E815}' }),
        reads: { problem: null, words: () => ['**\u{E815}'] },
        on: cardShown,
        way: 'journey:person.yes',
        mends: ({ v, hall }) => {
          hall.reader.pullCard();
          return v.press('journey:person.yes');
        },
      },
      { reads: problem('person-not-found'), on: 'journey:checking.unknown', way: 'journey:checking.correct' },
    ],
  },
  {
    row: 7,
    fault: 'the reader babbles: the screen answers all the same',
    at: 'placeCard',
    acts: [
      {
        play: [{ device: 'idCardReader', at: 'any', fault: 'babble' }],
        does: place(),
        reads: problem('card-reader-fault'),
        ...onCard,
        leadsTo: cardShown,
        proves: showsTheCard,
      },
    ],
  },
  {
    row: 8,
    fault: 'a card with a wrong check digit, and one that is not genuine',
    at: 'placeCard',
    acts: [
      {
        does: place({ number: '500105199001010014' }),
        reads: problem('card-number-invalid'),
        ...onCard,
      },
      {
        does: ({ hall }) => hall.reader.placeCard(knownCard(hall.gateway), 'notGenuine'),
        reads: problem('card-not-genuine'),
        ...onCard,
      },
      {
        // Whoever lost a card may have an older one: this service is for them.
        does: place({ validFrom: '2004-03-01', validUntil: '2024-03-01' }),
        reads: null,
        leadsTo: cardShown,
      },
    ],
  },
  {
    row: 9,
    fault: 'a passport that cannot be read: three guided tries, then typing',
    at: 'scanDocument',
    acts: [
      ...[2, 1].map((left): Act => ({
        does: layBlurred,
        reads: {
          problem: 'passport-unreadable',
          words: (say) => [...problem('passport-unreadable').words(say), say('journey:triesLeft', { count: left })],
        },
        on: 'journey:scanDocument.heading',
        way: 'journey:otherMethods.type',
      })),
      {
        does: layBlurred,
        reads: problem('passport-tries-used'),
        on: 'journey:scanDocument.givenUp',
        way: 'journey:otherMethods.type',
        mends({ hall, v }) {
          hall.machine('passportReader').simulator.removeDocument();
          return v.press('journey:otherMethods.type');
        },
        leadsTo: 'journey:idNumber.heading',
      },
    ],
  },
  {
    row: 10,
    fault: 'there is no camera: the service is open, and another way leads through',
    at: 'faceCapture',
    acts: [
      {
        reads: problem('camera-absent'),
        on: 'journey:faceCapture.heading',
        way: 'journey:anotherWay',
        mends: ({ v }) => v.press('journey:anotherWay'),
        leadsTo: 'journey:fingerprint.heading',
      },
    ],
  },
  {
    row: 19,
    fault: 'a finger fails three times: an officer decides',
    at: 'fingerprint',
    acts: [
      ...[1, 2].map((attempt): Act => ({
        does: (stage) => smudge(stage, fingerTry(stage, attempt + 1)),
        reads: problem('finger-quality'),
        on: 'journey:fingerprint.heading',
        way: 'journey:fingerprint.other.title',
      })),
      {
        async does(stage) {
          await stage.hall.gateway.behave({ officer: 'waits' });
          await smudge(stage, stage.page.getByRole('heading', { name: stage.v.say('journey:officer.heading') }));
        },
        reads: problem('finger-attempts-used'),
        on: 'journey:officer.heading',
        way: 'common:back',
        mends: ({ hall }) => hall.gateway.behave({ officer: 'grants' }),
        leadsTo: 'journey:recordShown.heading',
      },
    ],
    logs: [['identity-proved', { what: 'officer' }]],
  },
  {
    row: 20,
    fault: 'the code scanner sends 10 kB of control codes',
    at: 'scanCode',
    acts: [
      {
        play: [{ device: 'codeScanner', at: 'scan', fault: 'controlCodes', times: 1 }],
        does: ({ hall }) => hall.machine('codeScanner').simulator.showCode(''),
        reads: problem('code-unusable'),
        on: 'journey:scanCode.heading',
        way: 'journey:otherMethods.type',
        mends: (stage) => stage.hall.machine('codeScanner').simulator.showCode(holder(stage).identityCode),
        leadsTo: 'journey:fingerprint.heading',
      },
    ],
  },
  {
    row: 21,
    fault: 'the card reader is put into another socket: found by its link',
    at: 'placeCard',
    acts: [
      {
        does: ({ hall }) => hall.readerLine.unplug(),
        reads: problem('card-reader-offline'),
        ...onCard,
        async mends(stage) {
          const { readerLine } = stage.hall;
          await readerLine.plugElsewhere();
          expect(await realpath(readerLine.a)).not.toBe(readerLine.a);
          place()(stage);
        },
        leadsTo: cardShown,
        proves: showsTheCard,
      },
    ],
  },
  {
    row: 22,
    fault: 'a card reader of another version: out of service, with its code for the technician',
    at: 'placeCard',
    acts: [
      {
        play: [{ device: 'idCardReader', at: 'id', fault: 'wrongFirmware' }],
        async does({ hall }) {
          await hall.readerLine.unplug();
          await hall.readerLine.plug();
        },
        reads: problem('device-wrong-firmware'),
        ...onCard,
        mends: (stage) => stage.leave(),
      },
      {
        reads: {
          problem: null,
          bothAtOnce: true,
          words: (say) => [
            say('journey:attract.out', { devices: say('common:devices.idCardReader') }),
            'idCardReader · wrongFirmware',
          ],
        },
        mends: (stage) => stage.reach('identityMethod'),
      },
      {
        reads: { problem: null, words: (say) => [say('journey:identityMethod.passport.title')] },
        on: 'journey:identityMethod.heading',
        way: 'journey:identityMethod.type.title',
        async mends({ hall, page, v }) {
          await expect(page.getByRole('button', { name: v.say('journey:identityMethod.card.title') })).toBeHidden();
          hall.reader.heal();
          await hall.readerLine.unplug();
          await hall.readerLine.plug();
        },
      },
    ],
    logs: [['device-changed', { device: 'idCardReader', state: 'hardwareError', reason: 'wrongFirmware' }]],
  },
];
