import { problemCodes } from '../../main/contract/problem.ts';
import { answerScenes, purpose } from './answer-scenes.ts';
import { caseScenes } from './case-scenes.ts';
import { fieldScenes } from './field-scenes.ts';
import { firstScenes } from './first-scenes.ts';
import { identityScenes } from './identity-scenes.ts';
import { paymentScenes } from './payment-scenes.ts';
import { resultScenes } from './result-scenes.ts';
import { progressAt, scene, type Scenes } from './scene.ts';

/** `photo` is a JPEG, base64. */
export function scenesWith(photo: string): Scenes {
  const details = { progress: progressAt('details') };
  return {
    ...firstScenes,
    ...identityScenes(photo),
    ...caseScenes,
    ...answerScenes,
    ...fieldScenes(photo),
    ...paymentScenes,
    ...resultScenes(photo),
    idle: scene(purpose, { ...details, idleSecondsLeft: 18 }),
    calling: scene(purpose, { ...details, officerCall: 'calling' }),
    'calling-noAnswer': scene(purpose, { ...details, officerCall: 'noAnswer' }),
    ...Object.fromEntries(
      problemCodes.map((problem) => [`problem-${problem}`, scene(purpose, { ...details, problem })]),
    ),
  };
}
