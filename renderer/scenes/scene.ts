import type { PaperView } from '../../main/contract/result-view.ts';
import type { Progress, ProgressGroup, SessionSnapshot, Step } from '../../main/contract/session-snapshot.ts';

/** Every screen in every state worth looking at. Synthetic people only. */
export type Scenes = Readonly<Record<string, SessionSnapshot>>;

export const always = ['end', 'callOfficer'] as const;
const through = [...always, 'back', 'next'] as const;
/** Nothing leads on but the step's own buttons, or nothing at all. */
export const waiting = { actions: [...always] };
export const returning = { actions: [...always, 'back'] as const };

const base: Omit<SessionSnapshot, 'step'> = {
  sequence: 1,
  language: 'zh-CN',
  comfort: { textSize: 'standard', contrast: 'standard', reach: false, speech: false },
  kiosk: {
    hallName: {
      'zh-CN': '江北区 24 小时警务自助便民服务区',
      en: 'Jiangbei 24-Hour Police Self-Service Center',
    },
    greeterName: { 'zh-CN': '江小警', en: 'Xiaojing' },
    officerPhone: '023-0000 0110',
    nearestCounter: {
      'zh-CN': '示例路 1 号派出所，户籍窗口（全天）',
      en: 'the Police Station, 1 Example Road (open all day)',
    },
    camera: { source: 'simulated' },
    pixelsPerMm: 4.03,
  },
  progress: null,
  actions: through,
  idleSecondsLeft: null,
  officerCall: 'none',
  problem: null,
  guidance: null,
};

export const scene = (step: Step, change: Partial<SessionSnapshot> = {}): SessionSnapshot => ({
  ...base,
  step,
  ...change,
});

const groups: readonly ProgressGroup[] = ['notice', 'identity', 'photo', 'case', 'details', 'confirm', 'pay', 'result'];
/** The longest visit there is, at this part. */
export const progressAt = (group: ProgressGroup): Progress => ({ index: groups.indexOf(group) + 1, groups });

export const paper = (state: PaperView['state'], problem: PaperView['problem'] = null): PaperView => ({
  state,
  problem,
});

export const person = { name: '*小明', number: '500*************13', sex: 'male', birthYear: '1991' } as const;
export const longPerson = {
  name: '************·*******木',
  number: '110*************2X',
  sex: 'female',
  birthYear: '1990',
} as const;
export const signature =
  'M120 220L150 120L190 260L230 140L260 230M320 150L330 250M300 190L360 180M420 130L400 260M430 170L520 160L500 270M560 200L600 140L640 200L680 150L720 200';
