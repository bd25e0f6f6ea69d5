import { expect, type Page } from '@playwright/test';
import type { CameraScene } from '../../../main/contract/camera-scene.ts';
import { problem, type FaultRow } from './fault-row.ts';
import type { Stage } from './stage.ts';

/** Rows of the camera that is there. */

/** Long enough for a scene to be seen before the next. */
const SCENE_MS = 1000;

/** As the dock does it: what stands before the simulated camera now, and what one sees that is opened later. */
const stands = (page: Page, now: CameraScene, later: readonly CameraScene[] = [now]): Promise<void> =>
  page.evaluate(
    ([scene, scenes, sceneMs]) => {
      const dock = new BroadcastChannel('kiosk-camera-scene');
      let timers: ReturnType<typeof setTimeout>[] = [];
      dock.addEventListener('message', ({ data }) => {
        timers.forEach(clearTimeout);
        if (data === 'cameraOpened')
          timers = scenes.map((next, index) => setTimeout(() => dock.postMessage(next), index * sceneMs));
        // Another one says what stands there from now on.
        else dock.close();
      });
      dock.postMessage(scene);
    },
    [now, later, SCENE_MS] as const,
  );
async function isEmpty({ page, v }: Stage): Promise<void> {
  // What stood there in the row before may be said once more while the camera opens: said again, in less than a countdown.
  await expect(async () => {
    await stands(page, 'noFace');
    await expect(page.getByText(v.say('camera:hint.noFace'))).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
}

const onFace = { on: 'journey:faceCapture.heading', way: 'journey:anotherWay' } as const;
const photoTaken = 'journey:faceReview.heading';

export const cameraRows: readonly FaultRow[] = [
  {
    row: 11,
    fault: 'the camera goes away while somebody looks into it, and comes back',
    at: 'faceCapture',
    acts: [
      {
        async does(stage) {
          await isEmpty(stage);
          await stands(stage.page, 'lost');
        },
        reads: problem('camera-lost'),
        ...onFace,
        async mends({ page }) {
          // Neither a black picture nor the last one: nothing can be taken.
          const shown = (): Promise<boolean> =>
            page.locator('video').evaluate((video: HTMLVideoElement) => video.srcObject !== null);
          await expect.poll(shown).toBe(false);
          await stands(page, 'face');
        },
        leadsTo: photoTaken,
      },
    ],
  },
  {
    row: 12,
    fault: 'the picture of the camera stands still: opened again, and the visitor need not know',
    at: 'faceCapture',
    acts: [
      {
        async does(stage) {
          await isEmpty(stage);
          // A picture is taken of whoever the camera sees once it is opened anew, and not before.
          await stands(stage.page, 'frozen', ['face']);
        },
        reads: null,
        leadsTo: photoTaken,
      },
    ],
  },
  {
    row: 12,
    fault: 'the picture of the camera stands still, however often it is opened',
    at: 'faceCapture',
    acts: [
      {
        async does(stage) {
          await isEmpty(stage);
          // Empty before it stands still: a face would have its picture taken meanwhile.
          await stands(stage.page, 'frozen', ['noFace', 'frozen']);
        },
        reads: problem('camera-frozen'),
        ...onFace,
        mends: ({ page }) => stands(page, 'face'),
        leadsTo: photoTaken,
      },
    ],
  },
];
