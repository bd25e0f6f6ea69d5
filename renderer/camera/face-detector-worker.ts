// oxlint-disable-next-line import/default -- the bundler makes the address of the file the default export
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import * as faceapi from '@vladmandic/face-api';
import { brightnessOf, lumaOf, sharpnessOf, type PixelBox } from './picture-measures.ts';
import type { FaceBox, Measurement, Pose } from './quality.ts';

/** To the worker: first where the models are, then frames, each answered before the next one comes. */
export type DetectorRequest = { readonly modelsUrl: string } | { readonly frame: ImageBitmap };
/** From the worker. `landmarks` are the 68 points of the largest face, as shares of the frame. */
export type DetectorAnswer =
  | { readonly kind: 'ready'; readonly backend: string }
  | { readonly kind: 'measured'; readonly measurement: Measurement; readonly landmarks: readonly Point[] }
  | { readonly kind: 'failed'; readonly reason: string };

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * An odd multiple of 32: a face in the middle then lies in one cell of the detector's grid. With 256 or 320 it lies on
 * the border of four and scores 0.3 instead of 0.95 (measured). Larger takes seconds in plain script.
 */
const DETECTOR_INPUT_PX = 224;
/** Faces of all drawn people score 0.75 and above, walls and coats below 0.2. */
const LEAST_SCORE = 0.4;

globalThis.addEventListener('message', ({ data }: MessageEvent<DetectorRequest>) => {
  void answer(data).then((value) => globalThis.postMessage(value));
});

async function answer(request: DetectorRequest): Promise<DetectorAnswer> {
  try {
    return await ('frame' in request ? measure(request.frame) : loadModels(request.modelsUrl));
  } catch (error) {
    return { kind: 'failed', reason: String(error) };
  }
}

async function loadModels(modelsUrl: string): Promise<DetectorAnswer> {
  // The library knows a page and Node, a worker is neither: it dresses as a Node without files or canvases.
  Object.assign(globalThis, { global: globalThis });
  faceapi.env.setEnv({ ...faceapi.env.createNodejsEnv(), fetch });
  const engine: unknown = faceapi.tf;
  if (!isTensorEngine(engine)) throw new TypeError('another tensor engine than expected');
  await chooseBackend(engine);
  await engine.ready();
  // A path: the library takes only http addresses apart rightly, and the kiosk's own begin with app.
  const models = new URL(modelsUrl).pathname;
  await faceapi.nets.tinyFaceDetector.loadFromUri(models);
  await faceapi.nets.faceLandmark68TinyNet.loadFromUri(models);
  return { kind: 'ready', backend: engine.getBackend() };
}

/** The quickest that the machine has. Plain script is ten times slower than WebAssembly or more, but needs nothing. */
async function chooseBackend(engine: TensorEngine): Promise<void> {
  if (hasGraphicsProcessor() && (await engine.setBackend('webgl'))) return;
  // One file under every name: a page without shared memory has no threads, a processor without SIMD refuses the file.
  engine.setWasmPaths({
    'tfjs-backend-wasm.wasm': wasmUrl,
    'tfjs-backend-wasm-simd.wasm': wasmUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmUrl,
  });
  if (!(await engine.setBackend('wasm'))) await engine.setBackend('cpu');
}

/** WebGL without a graphics processor is slower than none, and compiles its programs for many seconds. */
function hasGraphicsProcessor(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl');
  const names = gl?.getExtension('WEBGL_debug_renderer_info');
  if (!gl || !names) return false;
  const renderer = String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}

/** These functions are there; the package's types leave them out. */
interface TensorEngine {
  /** Where the files of the WebAssembly backend are. */
  setWasmPaths(files: Readonly<Record<string, string>>): void;
  /** False when the machine, or the content security policy, does not have it. */
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  getBackend(): string;
}
const isTensorEngine = (value: unknown): value is TensorEngine =>
  typeof value === 'object' &&
  value !== null &&
  'setWasmPaths' in value &&
  'setBackend' in value &&
  'ready' in value &&
  'getBackend' in value;

async function measure(frame: ImageBitmap): Promise<DetectorAnswer> {
  const { width: widthPx, height: heightPx } = frame;
  const image = pixelsOf(frame);
  const tensor = faceapi.tf.browser.fromPixels(image);
  try {
    const options = new faceapi.TinyFaceDetectorOptions({ inputSize: DETECTOR_INPUT_PX, scoreThreshold: LEAST_SCORE });
    const found = await faceapi.detectAllFaces(tensor, options).withFaceLandmarks(true);
    const [largest] = found.toSorted((a, b) => b.detection.box.height - a.detection.box.height);
    const luma = lumaOf(image.data, widthPx, heightPx);
    const part: PixelBox = largest?.detection.box ?? { x: 0, y: 0, width: widthPx, height: heightPx };
    const measurement: Measurement = {
      faces: found.map(({ detection }) => shareOf(detection.box, widthPx, heightPx)),
      pose: largest ? poseOf(largest.landmarks.positions) : null,
      brightness: brightnessOf(luma, part),
      sharpness: sharpnessOf(luma, part),
    };
    luma.luma.fill(0);
    const landmarks = (largest?.landmarks.positions ?? []).map(({ x, y }) => ({ x: x / widthPx, y: y / heightPx }));
    return { kind: 'measured', measurement, landmarks };
  } finally {
    // What the engine computed from the frame is freed, not overwritten, in every backend: it goes with the worker.
    tensor.dispose();
    image.data.fill(0);
  }
}

/** The frame's bytes; nothing of it stays in the canvas. */
function pixelsOf(frame: ImageBitmap): ImageData {
  const context = new OffscreenCanvas(frame.width, frame.height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d context in the worker');
  context.drawImage(frame, 0, 0);
  const image = context.getImageData(0, 0, frame.width, frame.height);
  context.clearRect(0, 0, frame.width, frame.height);
  frame.close();
  return image;
}

const shareOf = (box: PixelBox, widthPx: number, heightPx: number): FaceBox => ({
  x: box.x / widthPx,
  y: box.y / heightPx,
  width: box.width / widthPx,
  height: box.height / heightPx,
});

/** Points of the 68-point scheme (iBUG 300-W): outer eye corners and the tip of the nose. */
const LEFT_EYE_OUTER = 36;
const RIGHT_EYE_OUTER = 45;
const NOSE_TIP = 30;

function poseOf(points: readonly Point[]): Pose | null {
  const [left, right, nose] = [points[LEFT_EYE_OUTER], points[RIGHT_EYE_OUTER], points[NOSE_TIP]];
  if (!left || !right || !nose) return null;
  const [dx, dy] = [right.x - left.x, right.y - left.y];
  const span = dx * dx + dy * dy;
  return {
    // Along the line of the eyes, so that a leaning head does not count as turned.
    noseBetweenEyes: span === 0 ? 0.5 : ((nose.x - left.x) * dx + (nose.y - left.y) * dy) / span,
    tiltDegrees: (Math.atan2(dy, dx) * 180) / Math.PI,
  };
}
