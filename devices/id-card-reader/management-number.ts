import { err, ok, type Result } from '../../main/contract/result.ts';
import type { CardTrouble } from './card-reading.ts';
import type { ModuleLine } from './module-line.ts';
import { LINE_TRIES } from './module-question.ts';
import type { ModuleTrouble } from './module-trouble.ts';
import { commands } from './protocol.ts';
import { hindered, refusal, renewPlacement, type Hindrance } from './read-attempt.ts';

/** How the issuer keeps the book of its chips; nothing of it is printed on the card. Upper-case hexadecimal. */
export interface ManagementNumber {
  /** Issuer identification number, 4 bytes. */
  readonly iin: string;
  /** Serial number of the chip, 8 bytes. */
  readonly sn: string;
  /** Number of the document, 16 bytes. */
  readonly dn: string;
}

/** Of the card that lies there, also one that was already read: the module is reset before. */
export async function readManagementNumber(
  line: ModuleLine,
): Promise<Result<ManagementNumber, CardTrouble | ModuleTrouble>> {
  for (let attempt = 1; ; attempt += 1) {
    const data = await line.exclusively(() => askManagementNumber(line));
    if (data.ok) return ok(split(Buffer.from(data.value).toString('hex').toUpperCase()));
    switch (data.error.kind) {
      case 'absent':
        return err('notPlaced');
      case 'cardTrouble':
        return err('cardDamaged');
      case 'cardOver':
        return err(data.error.fault);
      case 'moduleOver':
        return err(data.error.trouble);
      case 'lineTrouble':
        if (attempt >= LINE_TRIES) return err(data.error.fault);
    }
  }
}

const split = (hex: string): ManagementNumber => ({
  iin: hex.slice(0, 8),
  sn: hex.slice(8, 24),
  dn: hex.slice(24, 56),
});

async function askManagementNumber(line: ModuleLine): Promise<Result<Uint8Array, Hindrance>> {
  const renewed = await renewPlacement(line, { undelivered: true });
  if (!renewed.ok) return renewed;
  let data: Uint8Array = new Uint8Array();
  for (const command of ['find', 'select', 'management'] as const) {
    const answer = await line.ask(command);
    if (!answer.ok) return hindered(answer.error);
    if (answer.value.status === 'findFailed') return err({ kind: 'absent' });
    if (answer.value.status !== commands[command].success) return err(refusal(answer.value));
    data = answer.value.data;
  }
  return ok(data);
}
