import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { previewHeaders } from './content-security-policy.ts';
import type { FrozenFile } from './frozen-files.ts';

/** Answers one request of the preview from the frozen list, with the kiosk's own headers. */
export async function answerPreviewRequest(
  files: ReadonlyMap<string, FrozenFile>,
  host: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // The path as it was sent, without its query: it is looked up, never resolved.
  const [sentPath = '/'] = (request.url ?? '/').split('?');
  const pathname = sentPath === '/' ? '/index.html' : sentPath;
  // A foreign name that was made to point at this machine is not us.
  const isOurs = request.headers.host === host && request.method === 'GET';
  const file = isOurs ? files.get(pathname) : undefined;
  if (!file) {
    response.writeHead(404, previewHeaders(pathname)).end();
    return;
  }
  const body = await readFile(file.path).catch(() => null);
  if (body === null) response.writeHead(404, previewHeaders(pathname)).end();
  else response.writeHead(200, { ...previewHeaders(pathname), 'content-type': file.type }).end(body);
}
