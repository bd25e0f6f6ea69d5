import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** The first message of a socket: the token out of the address, or the key that the last answer gave. */
const greetingSchema = z.union([
  z.strictObject({ token: z.string().max(200) }),
  z.strictObject({ resume: z.string().max(200) }),
]);

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
  private readonly resumeKey: string;

  /** Doors of one seed and one name know each other's pages: a developer's page outlives a restart of main. */
  constructor(name: string, seed: string = randomBytes(32).toString('base64url')) {
    this.resumeKey = createHmac('sha256', seed).update(name).digest('base64url');
  }

  /** A token for one page. */
  issueToken(): string {
    const token = randomBytes(32).toString('base64url');
    this.tokens.add(token);
    return token;
  }

  /** The key with which this page may come back, or null when it may not come in. */
  enter(firstMessage: string): string | null {
    const greeting = greetingSchema.safeParse(parseJson(firstMessage));
    if (!greeting.success) return null;
    if ('resume' in greeting.data) return isSame(greeting.data.resume, this.resumeKey) ? this.resumeKey : null;
    const token = find(this.tokens, greeting.data.token);
    return token !== null && this.tokens.delete(token) ? this.resumeKey : null;
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
