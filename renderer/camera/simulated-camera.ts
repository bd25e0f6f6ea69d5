import { cameraOpened, cameraSceneChannel, cameraScenes, type CameraScene } from '../../main/contract/camera-scene.ts';
import { drawnScene, sceneSize } from '../../main/contract/drawn-portrait.ts';
import type { CameraStream } from './camera-stream.ts';

/** As a webcam in a dim hall; enough for the preview to look alive. */
const FRAMES_PER_SECOND = 15;
/** Nobody stands perfectly still: the picture sways this far, in pixels, over this time. */
const SWAY_PX = 5;
const SWAY_PERIOD_MS = 2_600;
/** Half of what the light changes, as a share of full light. */
const LAMP_FLICKER = 0.01;
/** The same synthetic visitor in every session of a developer. */
const VISITOR_SEED = 5;

/** A camera made of a drawing. The dock chooses what stands before it, over a channel of the same origin. */
export async function openSimulatedCamera(onLost: () => void): Promise<CameraStream> {
  const canvas = document.createElement('canvas');
  canvas.width = sceneSize.widthPx;
  canvas.height = sceneSize.heightPx;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d context for the simulated camera');
  let scene: CameraScene = 'face';
  let picture = await rasterised(drawnScene(scene, VISITOR_SEED));
  const paint = (): void => {
    if (scene === 'frozen') return;
    const phase = (performance.now() / SWAY_PERIOD_MS) * 2 * Math.PI;
    // A little larger than the frame, so that the sway never shows an edge.
    const margin = SWAY_PX + 1;
    const [x, y] = [Math.sin(phase) * SWAY_PX - margin, Math.cos(phase * 0.7) * SWAY_PX - margin];
    context.drawImage(picture, x, y, canvas.width + 2 * margin, canvas.height + 2 * margin);
    // The light of the hall flickers too little to see, but an empty wall must not look like a frozen picture.
    context.fillStyle = `rgb(0 0 0 / ${LAMP_FLICKER * (1 + Math.sin(phase * 3))})`;
    context.fillRect(0, 0, canvas.width, canvas.height);
  };
  paint();
  const stream = canvas.captureStream(FRAMES_PER_SECOND);
  const timer = setInterval(paint, 1_000 / FRAMES_PER_SECOND);
  const channel = new BroadcastChannel(cameraSceneChannel);
  const stop = (): void => {
    clearInterval(timer);
    channel.close();
    stream.getTracks().forEach((track) => track.stop());
    context.clearRect(0, 0, canvas.width, canvas.height);
  };
  const change = async (next: CameraScene): Promise<void> => {
    scene = next;
    if (next === 'lost') {
      stop();
      onLost();
    } else if (next !== 'frozen') picture = await rasterised(drawnScene(next, VISITOR_SEED));
  };
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const next = cameraScenes.find((known) => known === data);
    if (next) void change(next);
  });
  // A dock that is open answers with what stands there; without one the visitor does.
  channel.postMessage(cameraOpened);
  return { stream, stop };
}

async function rasterised(svg: string): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(sceneSize.widthPx, sceneSize.heightPx);
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}
