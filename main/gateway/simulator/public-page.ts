import { authority } from './certificates.ts';
import type { Reply } from './problem.ts';

export interface PublicPage {
  readonly status?: number;
  /** Decides the colour: all is well · no longer so · not so. */
  readonly mood: 'good' | 'over' | 'bad';
  /** Whose page it is. */
  readonly office?: { readonly 'zh-CN': string; readonly en: string };
  readonly title: string;
  readonly verdict: string;
  readonly rows?: readonly (readonly [term: string, value: string])[];
  /** Sends an empty form to the page's own address. */
  readonly button?: string;
}

/** A page for anybody's telephone: no script, nothing from elsewhere, nothing kept. */
export function publicPage({
  status = 200,
  mood,
  office = authority,
  title,
  verdict,
  rows = [],
  button,
}: PublicPage): Reply {
  const list = rows.map(([term, value]) => `<dt>${term}</dt><dd>${escapeHtml(value)}</dd>`).join('');
  const form = button === undefined ? '' : `<form method="post"><button>${button}</button></form>`;
  const body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${title}</title><style>${css}</style>
<main class="${mood}"><p>${office['zh-CN']}<br>${office.en}</p><h1>${verdict}</h1><dl>${list}</dl>${form}</main></html>`;
  return {
    status,
    contentType: 'text/html; charset=utf-8',
    body,
    headers: {
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
    },
  };
}

const css =
  'body{font:18px/1.6 system-ui,sans-serif;margin:0;background:#f4f6f8;color:#16202c}main{max-width:26rem;margin:2rem auto;padding:1.5rem;background:#fff;border-top:10px solid #1b7f4b}main.over{border-color:#b06a00}main.bad{border-color:#b3261e}h1{font-size:1.6rem}dt{color:#4a5665;font-size:.9rem}dd{margin:0 0 .75rem;overflow-wrap:anywhere}button{font:inherit;font-weight:600;width:100%;min-height:3.5rem;border:0;border-radius:.5rem;background:#1b7f4b;color:#fff}';

const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
