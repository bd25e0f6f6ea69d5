/**
 * The fine interlaced lines of a security paper, as curves. They make a plain copy look poorer; what proves that a
 * paper is genuine is its verification code, never its looks. Every line is drawn from one short path that is moved,
 * turned and mirrored: the same bytes over and over compress to almost nothing.
 */
interface Point {
  readonly x: number;
  readonly y: number;
}

const halfWave = 6.5;
/** Where the handles of a cubic curve lie that follows half a sine wave. */
const handle = 0.3642;
/** Handles this much higher than the curve make it reach its height in the middle. */
const handleHeight = 4 / 3;

/** A frame of interlaced waves between rules, with a small flower in each corner. */
export function drawFrame(pdf: PDFKit.PDFDocument, inset: number, band: number, colour: string): void {
  const near = inset + band / 2;
  const [farX, farY] = [pdf.page.width - near, pdf.page.height - near];
  pdf.lineWidth(0.35).strokeColor(colour);
  for (const y of [near, farY]) drawBraid(pdf, { x: near, y }, 0, farX - near, band);
  for (const x of [near, farX]) {
    drawBraid(pdf, { x, y: near }, 90, farY - near, band);
    for (const y of [near, farY]) {
      for (const turn of [0, 0.5])
        drawPetals(pdf, { x, y }, { radius: band / 4, amplitude: band / 6, petals: 8, turn });
    }
  }
  pdf.lineWidth(1.1);
  drawRule(pdf, inset);
  pdf.lineWidth(0.5);
  drawRule(pdf, inset - 2.5);
  drawRule(pdf, inset + band);
}

function drawRule(pdf: PDFKit.PDFDocument, inset: number): void {
  pdf.rect(inset, inset, pdf.page.width - 2 * inset, pdf.page.height - 2 * inset).stroke();
}

/** Two waves that cross each other, from corner to corner; whole half-waves, centred between the corners. */
function drawBraid(pdf: PDFKit.PDFDocument, from: Point, degrees: number, length: number, band: number): void {
  const halves = Math.floor((length - band) / halfWave);
  const start = (length - halves * halfWave) / 2;
  for (const side of [1, -1]) {
    pdf.save().translate(from.x, from.y).rotate(degrees).translate(round(start), 0).scale(1, side);
    drawWave(pdf, halves, band * 0.42);
    pdf.restore();
  }
}

function drawWave(pdf: PDFKit.PDFDocument, halves: number, amplitude: number): void {
  pdf.moveTo(0, 0);
  for (let index = 0; index < halves; index += 1) {
    const at = (share: number): number => round((index + share) * halfWave);
    const peak = round((index % 2 === 0 ? 1 : -1) * amplitude * handleHeight);
    pdf.bezierCurveTo(at(handle), peak, at(1 - handle), peak, at(1), 0);
  }
  pdf.stroke();
}

/** Rings of petals around a centre, each a little turned against the last. */
export function drawRosette(
  pdf: PDFKit.PDFDocument,
  centre: Point,
  rings: {
    readonly count: number;
    readonly innerRadius: number;
    readonly outerRadius: number;
    readonly petals: number;
  },
  colour: string,
): void {
  pdf.lineWidth(0.4).strokeColor(colour);
  const spacing = (rings.outerRadius - rings.innerRadius) / rings.count;
  for (let ring = 0; ring < rings.count; ring += 1) {
    const radius = rings.innerRadius + spacing * (ring + 0.5);
    for (const turn of [0, 0.5]) {
      drawPetals(pdf, centre, { radius, amplitude: spacing * 1.3, petals: rings.petals, turn: turn + ring / 3 });
    }
  }
}

interface Petals {
  readonly radius: number;
  readonly amplitude: number;
  /** A multiple of four. */
  readonly petals: number;
  readonly turn: number;
}

/** A quarter of the ring, four times. */
function drawPetals(pdf: PDFKit.PDFDocument, centre: Point, { radius, amplitude, petals, turn }: Petals): void {
  const at = (petal: number, away: number): [number, number] => {
    const angle = ((petal + turn) / petals) * 2 * Math.PI;
    return [round(away * Math.cos(angle)), round(away * Math.sin(angle))];
  };
  for (const degrees of [0, 90, 180, 270]) {
    pdf
      .save()
      .translate(centre.x, centre.y)
      .rotate(degrees)
      .moveTo(...at(0, radius));
    for (let half = 0; half < petals / 2; half += 1) {
      const start = half / 2;
      const peak = radius + (half % 2 === 0 ? 1 : -1) * amplitude * handleHeight;
      const handles = [at(start + handle / 2, peak), at(start + (1 - handle) / 2, peak)] as const;
      pdf.bezierCurveTo(...handles[0], ...handles[1], ...at(start + 0.5, radius));
    }
    pdf.stroke().restore();
  }
}

/** Finer than a printer's dot, and half the bytes of the full number. */
const round = (points: number): number => Math.round(points * 10) / 10;
