/**
 * Scanners that pose as a keyboard, read as raw HID reports of the boot protocol (HID 1.11, appendix B): modifiers, a
 * reserved byte, and the codes of up to six keys that are down. The desktop must not see the same keys typed into the
 * window: a udev rule with LIBINPUT_IGNORE_DEVICE=1 (shipped with the system's configuration in build/) keeps them away.
 */
const REPORT_BYTES = 8;
const FIRST_KEY_AT = 2;
/** Above it are only reserved codes. */
const LAST_KEY_CODE = 0xe7;
/** Codes 1 to 3 in every slot: too many keys, or a fault. The keys of the report before still count. */
const LAST_ERROR_CODE = 3;

const control = 0x11;
const shift = 0x22;
const altOrGui = 0xcc;
/** What stands for a key that types no character here, so that a strange code is never read as a shorter one. */
const noCharacter = '\uFFFD';

/** US layout by key code from 0x04 on: without and with shift. */
const plain = "abcdefghijklmnopqrstuvwxyz1234567890\r\u001b\b\t -=[]\\\\;'`,./";
const shifted = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()\r\u001b\b\t _+{}||:"~<>?';
const FIRST_CHARACTER_CODE = 0x04;
/** The number block, from 0x54 on. */
const keypad = '/*-+\r1234567890.';
const FIRST_KEYPAD_CODE = 0x54;

export interface KeyboardReports {
  /** The characters typed by these bytes; enter is CR. U+FFFD for a key without a character. */
  push(bytes: Uint8Array): string;
  /** All keys are up again, and a report that was cut is forgotten. */
  clear(): void;
  readonly pendingBytes: number;
  /** Bytes since `clear` that can be of no boot report: another protocol, or a report that was cut. */
  readonly skippedBytes: number;
}

/** `reportId` is 0 where the device has none; else every report begins with it. */
export function keyboardReports(reportId = 0): KeyboardReports {
  const idBytes = reportId === 0 ? 0 : 1;
  const reportBytes = idBytes + REPORT_BYTES;
  let pending: number[] = [];
  let down: readonly number[] = [];
  let skippedBytes = 0;

  function takeReport(): string {
    const report = pending.slice(idBytes, reportBytes);
    if ((idBytes > 0 && pending[0] !== reportId) || !isBootReport(report)) {
      pending.shift();
      skippedBytes += 1;
      return '';
    }
    pending.splice(0, reportBytes);
    const [modifiers = 0] = report;
    const keys = report.slice(FIRST_KEY_AT).filter((code) => code !== 0);
    if (keys.some((code) => code <= LAST_ERROR_CODE)) return '';
    const pressed = keys.filter((code) => !down.includes(code));
    down = keys;
    return pressed.map((code) => characterOf(code, modifiers)).join('');
  }

  return {
    push(bytes) {
      let typed = '';
      for (const byte of bytes) {
        pending.push(byte);
        if (pending.length >= reportBytes) typed += takeReport();
      }
      return typed;
    },
    clear() {
      pending = [];
      down = [];
      skippedBytes = 0;
    },
    get pendingBytes() {
      return pending.length;
    },
    get skippedBytes() {
      return skippedBytes;
    },
  };
}

/** Keys fill the slots from the first on; without this rule a stream that lost a byte would still type something. */
const isBootReport = ([, reserved, ...keys]: readonly number[]): boolean =>
  reserved === 0 &&
  keys.every((code, slot) => code <= LAST_KEY_CODE && (code === 0 || slot === 0 || keys[slot - 1] !== 0));

function characterOf(code: number, modifiers: number): string {
  if (modifiers & altOrGui) return noCharacter;
  const letters = modifiers & shift ? shifted : plain;
  const character = letters[code - FIRST_CHARACTER_CODE] ?? keypad[code - FIRST_KEYPAD_CODE] ?? noCharacter;
  if (!(modifiers & control)) return character;
  // Scanners type a control character of a code as ctrl and its letter.
  return /^[a-z]$/i.test(character) ? String.fromCharCode(character.charCodeAt(0) & 0x1f) : noCharacter;
}

/** The reports that type a text, each key pressed and released: for simulators. Throws for what no US key types. */
export function reportsTyping(text: string, reportId = 0): Uint8Array {
  const id = reportId === 0 ? [] : [reportId];
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const { code, modifiers } = keyFor(character);
      return [...id, modifiers, 0, code, 0, 0, 0, 0, 0, ...id, 0, 0, 0, 0, 0, 0, 0, 0];
    }),
  );
}

function keyFor(character: string): { code: number; modifiers: number } {
  const [bare, withShift] = [plain.indexOf(character), shifted.indexOf(character)];
  if (bare >= 0) return { code: bare + FIRST_CHARACTER_CODE, modifiers: 0 };
  if (withShift >= 0) return { code: withShift + FIRST_CHARACTER_CODE, modifiers: 0x02 };
  const letter = character.length === 1 ? plain.indexOf(String.fromCharCode(character.charCodeAt(0) + 0x60)) : -1;
  if (letter >= 0 && letter < 26) return { code: letter + FIRST_CHARACTER_CODE, modifiers: 0x01 };
  throw new RangeError(`no key of this keyboard types ${JSON.stringify(character)}`);
}
