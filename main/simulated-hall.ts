import type { CardDispenserProfile } from '../devices/card-dispenser/profile.ts';
import { cardDispenserSimulator } from '../devices/card-dispenser/simulator.ts';
import type { CodeScannerProfile } from '../devices/code-scanner/profile.ts';
import { codeScannerSimulator } from '../devices/code-scanner/simulator.ts';
import { documentPrinterSimulator } from '../devices/document-printer/simulator.ts';
import { fingerprintReaderSimulator } from '../devices/fingerprint-reader/simulator.ts';
import type { HardwareProfile } from '../devices/hardware-profile.ts';
import { idCardReaderSimulator } from '../devices/id-card-reader/simulator.ts';
import { syntheticCard, syntheticCardOf } from '../devices/id-card-reader/synthetic-cards.ts';
import type { IoBoardProfile } from '../devices/io-board/profile.ts';
import { ioBoardSimulator } from '../devices/io-board/simulator.ts';
import type { PassportReaderProfile } from '../devices/passport-reader/profile.ts';
import { passportReaderSimulator } from '../devices/passport-reader/simulator.ts';
import { blurred, withCheckDigits } from '../devices/passport-reader/synthetic-documents.ts';
import { zoneLinesOf } from '../devices/passport-reader/synthetic-zone.ts';
import type { PermitSlotProfile } from '../devices/permit-slot/profile.ts';
import { simulatedPermit } from '../devices/permit-slot/simulated-permit.ts';
import { permitSlotSimulator } from '../devices/permit-slot/simulator.ts';
import { receiptPrinterSimulator, type ReceiptPrinterSimulator } from '../devices/receipt-printer/simulator.ts';
import type { SimulatedLines } from '../devices/registry.ts';
import type { Simulator } from '../devices/simulator.ts';
import type { ByteChannel } from '../devices/transport/byte-channel.ts';
import { memoryChannelPair } from '../devices/transport/memory-channel.ts';
import { systemClock } from './clock/clock.ts';
import type { DeviceName } from './contract/device-status.ts';
import { readSimulatedGatewayKeys } from './gateway/key-setup.ts';
import { namedBehaviours, type BehaviourName } from './gateway/simulator/behaviour.ts';
import { gatewaySimulator, type GatewaySimulator } from './gateway/simulator/gateway-simulator.ts';
import type { World } from './gateway/simulator/world/world.ts';
import type { MainlandPerson, SyntheticPerson } from './gateway/simulator/people.ts';

/** A simulator at the other end of every wire, speaking the real bytes. For the preview; a hall has the real things. */
export interface SimulatedHall {
  readonly lines: SimulatedLines;
  readonly gateway: GatewaySimulator;
  readonly receiptPrinter: ReceiptPrinterSimulator;
  readonly machines: Readonly<Partial<Record<DeviceName, SimulatedMachine>>>;
  gatewayBehaves(behaviour: BehaviourName): Promise<void>;
  close(): Promise<void>;
}

/** A simulator, and what hands can do at its machine. */
export interface SimulatedMachine {
  readonly simulator: Simulator;
  readonly hands: Readonly<Record<string, () => unknown>>;
}

interface Line {
  readonly channel: ByteChannel;
  readonly cable: { unplug(): void; plug(): void };
  readonly clock: typeof systemClock;
}

/** How long the simulated machines take: enough to see them work, short enough not to wait for. */
const documentPrintMs = 1_500;
const receiptLineMs = 20;

/** `keysDir`: where `setUpSimulatedKeys` put the gateway's own keys. Plays the devices that the profile names. */
export async function simulatedHall(keysDir: string, profile: HardwareProfile): Promise<SimulatedHall> {
  const gateway = await gatewaySimulator({ keys: readSimulatedGatewayKeys(keysDir) });
  // Cards and papers belong to somebody whom the gateway's register knows, so that the visit goes on.
  const [holder] = gateway.people;
  if (!holder) throw new Error('the simulated register is empty');
  const cast: Cast = { holder, person: (key) => personIn(gateway.world.people, key) };
  const hosts: Partial<Record<DeviceName, ByteChannel>> = {};
  const wire = (name: DeviceName): Line => {
    const [host, channel, cable] = memoryChannelPair();
    hosts[name] = host;
    return { channel, cable, clock: systemClock };
  };
  const receiptPrinter = receiptPrinterSimulator({ ...wire('receiptPrinter'), lineMs: receiptLineMs });
  const documentPrinter = documentPrinterSimulator({ port: 0, clock: systemClock, printMs: documentPrintMs });
  const { passportReader, permitSlot, cardDispenser, fingerprintReader, codeScanner, ioBoard } = profile;
  const machines: SimulatedHall['machines'] = {
    idCardReader: cardMachine(wire('idCardReader'), cast),
    ...(passportReader && { passportReader: passportMachine(wire('passportReader'), passportReader, cast) }),
    ...(permitSlot && { permitSlot: slotMachine(wire('permitSlot'), permitSlot, holder) }),
    ...(cardDispenser && { cardDispenser: dispenserMachine(wire('cardDispenser'), cardDispenser) }),
    receiptPrinter: { simulator: receiptPrinter, hands: { take: () => receiptPrinter.takeTicket() } },
    documentPrinter: { simulator: documentPrinter, hands: {} },
    ...(fingerprintReader && { fingerprintReader: fingerMachine(wire('fingerprintReader')) }),
    ...(codeScanner && { codeScanner: scannerMachine(wire('codeScanner'), codeScanner, holder, gateway.world) }),
    ...(ioBoard && { ioBoard: cabinet(wire('ioBoard'), ioBoard) }),
  };
  const all = Object.values(machines);
  await Promise.all(all.map(({ simulator }) => simulator.start()));
  return {
    lines: { ...hosts, documentPrinterUrl: documentPrinter.url },
    gateway,
    receiptPrinter,
    machines,
    gatewayBehaves: (behaviour) => gateway.behave(namedBehaviours[behaviour]),
    async close() {
      await Promise.all([...all.map(({ simulator }) => simulator.stop()), gateway.close()]);
    },
  };
}

/** Who comes to the hall: `holder` most of the time, the others by the key that the simulated register has for them. */
interface Cast {
  readonly holder: MainlandPerson;
  readonly person: (key: string) => SyntheticPerson;
}

function personIn(people: readonly SyntheticPerson[], key: string): SyntheticPerson {
  const found = people.find((person) => person.key === key);
  if (!found) throw new Error(`nobody in the simulated register is ${key}`);
  return found;
}

function cardMachine(line: Line, { holder, person }: Cast): SimulatedMachine {
  const simulator = idCardReaderSimulator(line);
  const { name, number, sex, birthDate } = holder;
  const card = syntheticCard({ name, number, sex, birthDate });
  const placeOf = (key: string) => () => simulator.placeCard(syntheticCardOf(person(key)));
  return {
    simulator,
    hands: {
      place: () => simulator.placeCard(card),
      placeExpired: () => simulator.placeCard({ ...card, validFrom: '2004-03-01', validUntil: '2024-03-01' }),
      placeDamaged: () => simulator.placeCard(card, 'damaged'),
      placeForged: () => simulator.placeCard(card, 'notGenuine'),
      placeOther: placeOf('li'),
      placeHongKongPermit: placeOf('hongKong'),
      placeTaiwanPermit: placeOf('taiwan'),
      placeForeignPermit: placeOf('permanent'),
      pull: () => simulator.pullCard(),
    },
  };
}

function passportMachine(line: Line, { framing }: PassportReaderProfile, { holder, person }: Cast): SimulatedMachine {
  const simulator = passportReaderSimulator({ ...line, framing });
  const place = (lines: readonly string[]) => () => simulator.placeDocument({ kind: 'zone', lines });
  const passport = zoneLinesOf(holder.passport);
  const placeOf = (key: string) => place(person(key).documents.flatMap(zoneLinesOf));
  return {
    simulator,
    hands: {
      placePassport: place(passport),
      placePermit: place(zoneLinesOf(holder.permit)),
      placeTouristPassport: placeOf('tourist'),
      placeEngineerPassport: placeOf('engineer'),
      placeHomeReturnPermit: placeOf('hongKong'),
      placeTaiwanCompatriotPermit: placeOf('taiwan'),
      placeBlurred: place(blurred(passport)),
      placeWrongDigit: place(withCheckDigits(passport, 'documentNumber')),
      placeBlank: () => simulator.placeDocument({ kind: 'blank' }),
      remove: () => simulator.removeDocument(),
    },
  };
}

function slotMachine(line: Line, profile: PermitSlotProfile, { permit }: MainlandPerson): SimulatedMachine {
  const simulator = permitSlotSimulator({ ...line, profile });
  return {
    simulator,
    hands: {
      insert: () => simulator.insertCard('good', simulatedPermit(zoneLinesOf(permit))),
      insertOldCard: () => simulator.insertCard(),
      insertThatJams: () => simulator.insertCard('jams'),
      take: () => simulator.takeCard(),
      cutPower: () => simulator.cutPower(),
    },
  };
}

function dispenserMachine(line: Line, profile: CardDispenserProfile): SimulatedMachine {
  const simulator = cardDispenserSimulator({ ...line, profile });
  return {
    simulator,
    hands: {
      take: () => simulator.takeCard(),
      refill: () => simulator.refill(20),
      empty: () => simulator.play({ at: 'now', fault: 'empty' }),
      jam: () => simulator.play({ at: 'now', fault: 'jam' }),
    },
  };
}

function fingerMachine(line: Line): SimulatedMachine {
  const simulator = fingerprintReaderSimulator(line);
  return {
    simulator,
    hands: {
      place: () => simulator.placeFinger(),
      placeSmudged: () => simulator.placeFinger({ condition: 'smudged' }),
      lift: () => simulator.liftFinger(),
    },
  };
}

function scannerMachine(
  line: Line,
  { framing }: CodeScannerProfile,
  { key, identityCode }: MainlandPerson,
  { fines, applications }: World,
): SimulatedMachine {
  const simulator = codeScannerSimulator({ ...line, framing });
  const decision = fines.find(({ driver }) => driver === key)?.decisionNumber;
  const receipt = applications.find(({ applicant, lies }) => applicant === key && lies === 'thisHall')?.receiptNumber;
  return {
    simulator,
    hands: {
      showCode: () => simulator.showCode(identityCode),
      ...(decision && { showDecision: () => simulator.showCode(decision) }),
      ...(receipt && { showReceipt: () => simulator.showCode(receipt) }),
      showUnknown: () => simulator.showCode('https://example.org/'),
      showControlCodes() {
        simulator.play({ at: 'scan', fault: 'controlCodes', times: 1 });
        return simulator.showCode('');
      },
    },
  };
}

function cabinet(line: Line, profile: IoBoardProfile): SimulatedMachine {
  const simulator = ioBoardSimulator({ ...line, profile });
  return {
    simulator,
    hands: {
      stepInFront: () => simulator.set({ proximitySensor: 'present' }),
      stepAway: () => simulator.set({ proximitySensor: 'notPresent' }),
      openCabinet: () => simulator.set({ cabinetDoor: 'open' }),
      closeCabinet: () => simulator.set({ cabinetDoor: 'closed' }),
      pullMains: () => simulator.set({ ups: 'battery' }),
      mainsBack: () => simulator.set({ ups: 'mains' }),
    },
  };
}
