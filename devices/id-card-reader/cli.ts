import { systemClock } from '../../main/clock/clock.ts';
import { maskCitizenId, maskPersonName } from '../../main/contract/masking.ts';
import { nationName } from '../../main/contract/nation-codes.ts';
import { runTechnicianTool, type TechnicianCall, type TechnicianTool } from '../technician-cli.ts';
import { samVChannel } from './auto-baud.ts';
import { samVReader, type SamVReader } from './driver.ts';
import type { IdCard } from './id-card-reader.ts';
import { commandPhotoDecoder, type PhotoDecoder } from './photo-decoder.ts';
import { idCardReaderProfile, type IdCardReaderProfile } from './profile.ts';

/** The technician's tool of the ID card reader. Returns the exit code. */
export const run = (argv: readonly string[], out: (text: string) => void): Promise<number> =>
  runTechnicianTool(idCardReaderTool, argv, out);

/** The reader, and the decoder of photos where the profile names one. */
type ReaderAtHand = SamVReader & { readonly photoDecoder: PhotoDecoder | null };

export const idCardReaderTool: TechnicianTool<IdCardReaderProfile, ReaderAtHand> = {
  device: 'id-card-reader',
  profileKey: 'idCardReader',
  entry: idCardReaderProfile,
  entryAt: (connection, baudRate) => ({
    driver: 'sam-v',
    connection: connection.kind === 'serial' ? { ...connection, baudRate: baudRate ?? 'auto' } : connection,
  }),
  open: ({ entry, clock, channelTo }) => ({
    ...samVReader({ channel: samVChannel(entry.connection, clock, channelTo), clock, profile: entry }),
    photoDecoder: entry.photoDecoder ? commandPhotoDecoder({ profile: entry.photoDecoder, clock }) : null,
  }),
  actions: {
    'self-test': {
      does: 'the number of its security module, and broken frames seen',
      async run(reader, { say }) {
        const tested = await reader.selfTest();
        if (!tested.ok) return failed(tested.error, say);
        say(`security module: ${tested.value.moduleId}`);
        say(`broken frames: ${tested.value.badFrames}`);
        return true;
      },
    },
    read: {
      does: 'waits a minute for a card and shows it masked',
      run: (reader, call) => read(reader, call, false),
    },
    'read-with-fingerprints': {
      does: 'the same, and whether the chip holds fingerprints',
      run: (reader, call) => read(reader, call, true),
    },
    'management-number': {
      does: 'of the chip that lies on the reader, masked',
      async run(reader, { say }) {
        const number = await reader.readManagementNumber();
        if (!number.ok) return failed(number.error, say);
        const { iin, sn, dn } = number.value;
        say(`issuer: ${iin}`);
        say(`chip: ${masked(sn)}, document: ${masked(dn)}`);
        return true;
      },
    },
  },
};

async function read(
  reader: ReaderAtHand,
  { say, signal }: TechnicianCall,
  withFingerprints: boolean,
): Promise<boolean> {
  let foundMs = systemClock.monotonicMs();
  const card = await reader.readCard({
    signal,
    withFingerprints,
    onPhase(phase) {
      if (phase === 'reading') foundMs = systemClock.monotonicMs();
      else say('place a card on the reader');
    },
  });
  if (!card.ok) return failed(card.error, say);
  sayCard(card.value, say);
  if (withFingerprints) say(`fingers: ${card.value.fingerprints?.map(({ finger }) => finger).join(', ') ?? 'none'}`);
  say(`photo: ${card.value.photo.length} bytes${await decoded(reader, card.value.photo)}`);
  say(`read in ${Math.round(systemClock.monotonicMs() - foundMs)} ms after it was found`);
  return true;
}

function sayCard(card: IdCard, say: TechnicianCall['say']): void {
  say(`document: ${card.layout}`);
  say(`name: ${maskPersonName(card.name)}`);
  say(`number: ${maskCitizenId(card.number)}`);
  say(`valid: ${card.validFrom} to ${card.validUntil ?? '长期'}`);
  if (card.layout === 'resident') {
    say(`nation: ${nationName(card.nationCode, 'zh-CN')} (${nationName(card.nationCode, 'en')})`);
    say(`newest address: ${card.newestAddress === null ? 'none' : 'there is one'}`);
  }
}

async function decoded({ photoDecoder }: ReaderAtHand, photo: Uint8Array): Promise<string> {
  if (!photoDecoder) return ', no decoder in the profile';
  const picture = await photoDecoder.decode(photo);
  return picture.ok ? `, decoded to ${picture.value.length} bytes` : `, not decoded: ${picture.error}`;
}

const masked = (hex: string): string => '*'.repeat(hex.length - 4) + hex.slice(-4);

function failed(error: string, say: TechnicianCall['say']): boolean {
  say(`failed: ${error}`);
  return false;
}
