import { Eraser, Undo2 } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import Pad from 'signature_pad';
import type { SignatureStrokes } from '../../main/contract/visitor-event.ts';
import { pathOf, strokesOf } from './signature-path.ts';
import styles from './signature-pad.module.css';
import { strokeRecord } from './stroke-record.ts';
import { recordStrokes, type StrokeRecorder } from './stroke-recorder.ts';

export interface SignaturePadProps {
  /** What is signed already: SVG path data in a 1000 × 400 box (M and L). */
  readonly path: string | null;
  /**
   * After every stroke; null when nothing is left. `strokes` are how it was written, and null where that is not known of
   * all of it, because a part was written before this page was opened.
   */
  readonly onChange: (path: string | null, strokes: SignatureStrokes | null) => void;
}

/** Ball-pen black, not the text's colour: a signature is also shown on white paper. */
const INK = '#10141c';
/** Width of the pen as a share of the field's height. */
const PEN = { thin: 0.008, thick: 0.02 } as const;

/** A field to sign in with a finger. Strokes can be taken back one by one; who cannot sign is told who helps. */
export function SignaturePad({ path, onChange }: SignaturePadProps) {
  const { t } = useTranslation('keyboard');
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<Pad>(null);
  const recorder = useRef<StrokeRecorder>(null);
  const [empty, setEmpty] = useState(path === null);
  const latest = useRef({ path, onChange });
  useEffect(() => {
    latest.current = { path, onChange };
  });

  const publish = useCallback((): void => {
    const field = canvas.current;
    if (!field || !pad.current) return;
    const drawn = pad.current.toData();
    const next = pathOf(drawn, { width: field.offsetWidth, height: field.offsetHeight });
    const recorded = recorder.current?.strokes ?? [];
    setEmpty(next === null);
    latest.current.onChange(next, next !== null && recorded.length === drawn.length ? strokeRecord(recorded) : null);
  }, []);

  useEffect(() => {
    const field = canvas.current;
    if (!field) return undefined;
    const drawing = new Pad(field, { penColor: INK, minDistance: 2 });
    pad.current = drawing;
    const record = recordStrokes(field, drawing);
    recorder.current = record;
    drawing.addEventListener('endStroke', publish);
    const fit = (): void => {
      resize(field, drawing);
      show(field, drawing, latest.current.path);
    };
    const observer = new ResizeObserver(fit);
    observer.observe(field);
    fit();
    return () => {
      observer.disconnect();
      record.stop();
      record.clear();
      drawing.off();
      drawing.clear();
      pad.current = null;
    };
  }, [publish]);

  // The session took the signature back: "Clear" on another page, or a new visitor.
  const [shownPath, setShownPath] = useState(path);
  if (path !== shownPath) {
    setShownPath(path);
    if (path === null) setEmpty(true);
  }
  useEffect(() => {
    if (path !== null) return;
    pad.current?.clear();
    recorder.current?.clear();
  }, [path]);

  const clear = (): void => {
    pad.current?.clear();
    recorder.current?.clear();
    publish();
  };
  const undo = (): void => {
    const strokes = pad.current?.toData() ?? [];
    pad.current?.fromData(strokes.slice(0, -1));
    recorder.current?.undo();
    publish();
  };

  return (
    <div className={styles['signature']}>
      <fieldset className={styles['field']} aria-label={t('signature.pad')}>
        <canvas ref={canvas} className={styles['canvas']} />
        {empty && <p className={styles['here']}>{t('signature.here')}</p>}
        <div className={styles['line']} />
      </fieldset>
      <div className={styles['buttons']}>
        <button type="button" className={styles['button']} disabled={empty} onClick={undo}>
          <Undo2 aria-hidden="true" />
          {t('signature.undo')}
        </button>
        <button type="button" className={styles['button']} disabled={empty} onClick={clear}>
          <Eraser aria-hidden="true" />
          {t('signature.clear')}
        </button>
      </div>
      <p className={styles['help']}>{t('signature.help')}</p>
    </div>
  );
}

/** One canvas pixel for one screen pixel. Emptied by the resizing. */
function resize(field: HTMLCanvasElement, drawing: Pad): void {
  const ratio = window.devicePixelRatio;
  field.width = Math.round(field.offsetWidth * ratio);
  field.height = Math.round(field.offsetHeight * ratio);
  field.getContext('2d')?.scale(ratio, ratio);
  drawing.minWidth = field.offsetHeight * PEN.thin;
  drawing.maxWidth = field.offsetHeight * PEN.thick;
}

function show(field: HTMLCanvasElement, drawing: Pad, path: string | null): void {
  drawing.clear();
  if (path === null) return;
  const { minWidth, maxWidth, penColor, velocityFilterWeight, compositeOperation } = drawing;
  const pen = { dotSize: maxWidth, minWidth, maxWidth, penColor, velocityFilterWeight, compositeOperation };
  const strokes = strokesOf(path, { width: field.offsetWidth, height: field.offsetHeight });
  // The path keeps no speed; points 10 ms apart give a line of even width.
  const points = strokes.map((stroke) =>
    stroke.points.map((point, index) => ({ ...point, pressure: 0.5, time: index * 10 })),
  );
  drawing.fromData(points.map((group) => ({ ...pen, points: group })));
}
