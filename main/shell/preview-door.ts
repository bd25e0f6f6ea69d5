import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** The first message of a socket: the token out of the address, or the key that the last answer gave. */
const greetingSchema = z.union([
  z.strictObject({ token: z.string().max(200) }),
  z.strictObject({ resume: z.string().max(200) }),
]);

const newSecret = (): string => randomBytes(32).toString('base64url');

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Who may speak to the preview's kiosk: whoever holds a token of an address that we printed, once, and that page again
 * after its connection broke. Any other program of this machine can reach the port; it does not know the token.
 */
export class PreviewDoor {
  private readonly tokens = new Set<string>();
  private readonly keys = new Set<string>();

  /** A token for one page. */
  issueToken(): string {
    const token = newSecret();
    this.tokens.add(token);
    return token;
  }

  /** The key with which this page may come back, or null when it may not come in. */
  enter(firstMessage: string): string | null {
    const greeting = greetingSchema.safeParse(parseJson(firstMessage));
    if (!greeting.success) return null;
    if ('resume' in greeting.data) return find(this.keys, greeting.data.resume);
    const token = find(this.tokens, greeting.data.token);
    if (token === null) return null;
    this.tokens.delete(token);
    const key = newSecret();
    this.keys.add(key);
    return key;
  }
}

/** Looks at every secret, so that the time taken tells nothing about any of them. */
function find(secrets: ReadonlySet<string>, given: string): string | null {
  return [...secrets].filter((secret) => isSame(given, secret))[0] ?? null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
