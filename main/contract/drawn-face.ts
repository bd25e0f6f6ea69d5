/** What a drawn face looks like, in its own units: the origin lies between eyes and mouth, crown -265, chin 225. */
export interface FaceLook {
  /** Colours as #rrggbb. */
  readonly skin: string;
  readonly hair: string;
  readonly clothes: string;
  readonly cut: 'short' | 'parted' | 'long';
  /** Between the pupils. */
  readonly eyeDistance: number;
  readonly faceWidth: number;
  readonly glasses: boolean;
  /** -1 looks far to the picture's left, 0 into the camera, 1 far to the right. */
  readonly turn: number;
}

/** The parts of a drawn person, back to front: the head can lean over the shoulders. */
export interface DrawnFace {
  readonly hairBehind: string;
  readonly shoulders: string;
  readonly head: string;
}

/** `id` keeps the gradients of two people in one picture apart. */
export function drawnFace(look: FaceLook, id: string): DrawnFace {
  const features = [cheeks(id), brows(look), eye(look, -1, id), eye(look, 1, id), nose(id), mouth(id)].join('');
  const turned = `<g transform="translate(${round(look.turn * 62)} 0) scale(${round(1 - Math.abs(look.turn) * 0.28)} 1)">`;
  return {
    hairBehind: hairBehind(look),
    shoulders: shoulders(look),
    head: [
      paints(look, id),
      skull(look, id),
      hairInFront(look),
      turned,
      features,
      look.glasses ? glasses(look) : '',
      '</g>',
    ].join(''),
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** `share` below 0 darkens, above 0 lightens. */
function shade(colour: string, share: number): string {
  const target = share < 0 ? 0 : 255;
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgb(${channels.map((channel) => Math.round(channel + (target - channel) * Math.abs(share))).join(',')})`;
}

function paints({ skin, turn }: FaceLook, id: string): string {
  return [
    '<defs>',
    `<radialGradient id="${id}skin" cx="${round(46 + turn * 20)}%" cy="36%" r="72%"><stop offset="0" stop-color="${shade(skin, 0.18)}"/>`,
    `<stop offset=".58" stop-color="${shade(skin, -0.03)}"/><stop offset="1" stop-color="${shade(skin, -0.24)}"/></radialGradient>`,
    `<linearGradient id="${id}ridge" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="${shade(skin, -0.3)}" stop-opacity=".55"/>`,
    `<stop offset=".5" stop-color="${shade(skin, 0.3)}" stop-opacity=".65"/><stop offset="1" stop-color="${shade(skin, -0.36)}" stop-opacity=".55"/></linearGradient>`,
    `<filter id="${id}soft" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="2.6"/></filter>`,
    `<filter id="${id}mist" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="9"/></filter>`,
    '</defs>',
  ].join('');
}

function shoulders({ skin, clothes }: FaceLook): string {
  return [
    `<path d="M-320 1600 L-300 620 C-300 400 -250 320 -90 272 L90 272 C250 320 300 400 300 620 L320 1600 Z" fill="${clothes}"/>`,
    `<path d="M-62 160 L-66 268 C-40 312 40 312 66 268 L62 160 Z" fill="${shade(skin, -0.2)}"/>`,
    `<path d="M-66 244 L-100 276 L-22 366 L0 322 L22 366 L100 276 L66 244 C44 300 -44 300 -66 244 Z" fill="${shade(clothes, 0.78)}"/>`,
  ].join('');
}

function skull({ skin, faceWidth }: FaceLook, id: string): string {
  const w = faceWidth / 2;
  const ear = (side: number): string =>
    `<ellipse cx="${side * (w + 4)}" cy="4" rx="19" ry="43" fill="${shade(skin, -0.12)}"/>`;
  return [
    ear(-1),
    ear(1),
    `<path d="M${-w} -30 C${-w} -170 -82 -205 0 -205 C82 -205 ${w} -170 ${w} -30 C${w + 2} 96 ${w * 0.62} 216 0 225 C${-w * 0.62} 216 ${-w - 2} 96 ${-w} -30 Z" fill="url(#${id}skin)"/>`,
    `<ellipse cx="0" cy="192" rx="56" ry="13" fill="${shade(skin, -0.28)}" opacity=".32" filter="url(#${id}mist)"/>`,
    `<g filter="url(#${id}mist)" opacity=".5"><ellipse cx="-75" cy="-14" rx="47" ry="23" fill="${shade(skin, -0.3)}"/><ellipse cx="75" cy="-14" rx="47" ry="23" fill="${shade(skin, -0.3)}"/></g>`,
  ].join('');
}

function hairBehind({ hair, cut, faceWidth }: FaceLook): string {
  const w = faceWidth / 2 + 18;
  return cut === 'long'
    ? `<path d="M${-w} 0 C${-w - 14} -200 -110 -265 0 -265 C110 -265 ${w + 14} -200 ${w} 0 C${w + 22} 150 ${w + 8} 270 ${w - 40} 300 L${40 - w} 300 C${-w - 8} 270 ${-w - 22} 150 ${-w} 0 Z" fill="${hair}"/>`
    : `<ellipse cx="0" cy="-70" rx="${w}" ry="190" fill="${hair}"/>`;
}

function hairInFront({ hair, cut, faceWidth }: FaceLook): string {
  const w = faceWidth / 2 + 10;
  const fringe = {
    short: `C${w - 12} -92 92 -142 44 -150 C0 -134 -64 -138 -96 -132 C-132 -120 ${20 - w} -92 ${-w} -28`,
    parted: `C${w - 14} -98 84 -126 -34 -176 C-84 -150 ${24 - w} -104 ${-w} -28`,
    long: `C${w - 22} -104 70 -138 6 -186 C-70 -138 ${22 - w} -104 ${-w} -28`,
  }[cut];
  return `<path d="M${-w} -28 C${-w - 14} -178 -96 -265 0 -265 C96 -265 ${w + 14} -178 ${w} -28 ${fringe} Z" fill="${hair}"/>`;
}

function cheeks(id: string): string {
  return `<g filter="url(#${id}mist)" opacity=".3"><ellipse cx="-90" cy="76" rx="40" ry="28" fill="#d57d66"/><ellipse cx="90" cy="76" rx="40" ry="28" fill="#d57d66"/></g>`;
}

function brows({ hair, eyeDistance }: FaceLook): string {
  const x = eyeDistance / 2;
  const brow = (side: number): string =>
    `<path d="M${side * (x - 42)} -50 C${side * (x - 14)} -62 ${side * (x + 22)} -64 ${side * (x + 50)} -42 C${side * (x + 22)} -54 ${side * (x - 14)} -50 ${side * (x - 42)} -42 Z" fill="${shade(hair, 0.06)}"/>`;
  return brow(-1) + brow(1);
}

function eye({ eyeDistance, turn, skin }: FaceLook, side: -1 | 1, id: string): string {
  const x = (side * eyeDistance) / 2;
  const look = round(turn * 8);
  return [
    `<g transform="translate(${x} -6)">`,
    `<path d="M-41 4 C-24 -20 24 -20 41 4 C24 18 -24 18 -41 4 Z" fill="#f6f2ee"/>`,
    `<circle cx="${look}" cy="0" r="17" fill="#3a2417"/><circle cx="${look}" cy="0" r="9" fill="#0e0806"/><circle cx="${look + 6}" cy="-6" r="4" fill="#fff"/>`,
    `<path d="M-44 5 C-26 -24 26 -24 43 5" stroke="#24160f" stroke-width="6" fill="none" stroke-linecap="round"/>`,
    `<path d="M-36 9 C-20 21 20 21 37 9" stroke="${shade(skin, -0.38)}" stroke-width="2.5" fill="none"/>`,
    `<path d="M-38 -14 C-20 -34 22 -34 40 -12" stroke="${shade(skin, -0.34)}" stroke-width="2.5" fill="none" filter="url(#${id}soft)"/>`,
    '</g>',
  ].join('');
}

function nose(id: string): string {
  return [
    `<path d="M-14 -22 C-20 30 -32 68 -36 86 C-30 108 30 108 36 86 C32 68 20 30 14 -22 Z" fill="url(#${id}ridge)" filter="url(#${id}mist)"/>`,
    `<g filter="url(#${id}soft)"><path d="M-38 86 C-44 100 -28 108 -16 102 C-6 111 6 111 16 102 C28 108 44 100 38 86" stroke="#85543a" stroke-width="5" fill="none"/>`,
    `<ellipse cx="-18" cy="100" rx="9" ry="5" fill="#57311f"/><ellipse cx="18" cy="100" rx="9" ry="5" fill="#57311f"/></g>`,
  ].join('');
}

function mouth(id: string): string {
  return [
    `<g filter="url(#${id}soft)"><path d="M-58 148 C-30 135 -14 137 0 143 C14 137 30 135 58 148 C30 157 -30 157 -58 148 Z" fill="#b25b51"/>`,
    `<path d="M-58 148 C-30 159 30 159 58 148 C36 178 -36 178 -58 148 Z" fill="#c66e63"/>`,
    `<path d="M-58 148 C-28 156 28 156 58 148" stroke="#6c302b" stroke-width="4" fill="none"/></g>`,
  ].join('');
}

function glasses({ eyeDistance, faceWidth }: FaceLook): string {
  const x = eyeDistance / 2;
  const rim = (side: number): string =>
    `<rect x="${side * x - 56}" y="-44" width="112" height="80" rx="30" fill="#fff" fill-opacity=".1" stroke="#2b2f36" stroke-width="7"/>` +
    `<path d="M${side * (x + 56)} -14 L${side * (faceWidth / 2)} -20" stroke="#2b2f36" stroke-width="7"/>`;
  return `${rim(-1)}${rim(1)}<path d="M${56 - x} -10 C-8 -22 8 -22 ${x - 56} -10" stroke="#2b2f36" stroke-width="7" fill="none"/>`;
}
