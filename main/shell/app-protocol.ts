import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { appScheme } from './app-origin.ts';
import { securityHeaders } from './content-security-policy.ts';
import type { FrozenFile } from './frozen-files.ts';

/** Must run before Electron is ready. The scheme behaves like https: an origin, no file access, no exception to the policy. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers app://kiosk/<file> from the frozen list and nothing else. */
export function serveAppFiles(session: Session, files: ReadonlyMap<string, FrozenFile>): void {
  session.protocol.handle(appScheme, (request) => answerAppRequest(files, request.method, request.url));
}

/**
 * The answer to one request. The path is looked up as it is written: an encoded "..", a backslash or a NUL is a name
 * that no file has.
 */
export async function answerAppRequest(
  files: ReadonlyMap<string, FrozenFile>,
  method: string,
  url: string,
): Promise<Response> {
  const { host, pathname } = new URL(url);
  const file = method === 'GET' && host === 'kiosk' ? files.get(pathname) : undefined;
  if (!file) return new Response(null, { status: 404, headers: securityHeaders(pathname) });
  return new Response(new Uint8Array(await readFile(file.path)), {
    headers: { ...securityHeaders(pathname), 'content-type': file.type },
  });
}
