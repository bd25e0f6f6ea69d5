import type { RefusalView } from '../../main/contract/service-view.ts';
import type { Step } from '../../main/contract/session-snapshot.ts';
import { areas, areasWith, licence, proof, renewal } from './sample-services.ts';
import { paper, progressAt, returning, scene, waiting, type Scenes } from './scene.ts';

const leaflet = paper('waiting');
const refusal: RefusalView = {
  reason: 'foreignerToExitEntry',
  from: null,
  basis: { law: 'residentIdentityCardLaw', article: '2' },
  place: {
    kind: 'exitEntryCounter',
    name: { 'zh-CN': '示例区公安分局出入境接待大厅', en: 'Example District Exit and Entry Hall' },
    address: { 'zh-CN': '示例大道 10 号一楼', en: 'ground floor, 10 Example Avenue' },
    hours: { 'zh-CN': '周一至周五 9:00–17:00', en: 'Monday to Friday 9:00–17:00' },
    phone: '023-0000 0120',
    distanceMetres: 1240,
  },
};
const question: Step = { name: 'question', id: 'stateEmployee', options: ['no', 'yes'], value: '' };

/** Before anything is read: who is here, what there is, who is sent elsewhere. */
export const firstScenes: Scenes = {
  attract: scene({ name: 'attract', outOfService: [], paused: false }, { actions: [] }),
  'attract-paused': scene({ name: 'attract', outOfService: [], paused: true }, { actions: [] }),
  'attract-out': scene(
    {
      name: 'attract',
      outOfService: [
        { device: 'idCardReader', state: 'offline', reason: 'absent' },
        { device: 'camera', state: 'noDevice', reason: null },
        { device: 'passportReader', state: 'hardwareError', reason: 'wrongFirmware' },
      ],
      paused: false,
    },
    { actions: [] },
  ),
  home: scene({ name: 'home', areas }, waiting),
  'home-counter': scene(
    { name: 'home', areas: areasWith('temp-id-proof', { state: 'counter', because: 'gateway' }) },
    waiting,
  ),
  'home-queued': scene({ name: 'home', areas: areasWith('id-card-renewal', { state: 'queued' }) }, waiting),
  about: scene({ name: 'about', service: proof, leaflet }),
  'about-counter': scene(
    {
      name: 'about',
      service: { ...proof, availability: { state: 'counter', because: 'documentPrinter' } },
      leaflet,
    },
    returning,
  ),
  'about-queued': scene({
    name: 'about',
    service: { ...renewal, availability: { state: 'queued' } },
    leaflet: paper('printing'),
  }),
  'about-groups': scene({ name: 'about', service: licence, leaflet: paper('failed', 'receipt-paper-out') }, returning),
  question: scene(question, returning),
  'question-answered': scene({ ...question, value: 'no' }),
  refused: scene({ name: 'refused', service: proof, refusal, slip: paper('waiting') }, returning),
  'refused-early': scene(
    {
      name: 'refused',
      service: renewal,
      refusal: {
        reason: 'tooEarlyToRenew',
        from: '2027-02-21',
        basis: { law: 'residentIdentityCardLaw', article: '11' },
        place: null,
      },
      slip: paper('printed'),
    },
    returning,
  ),
  notice: scene({ name: 'notice', service: proof }, { progress: progressAt('notice') }),
  faceConsent: scene(
    { name: 'faceConsent', service: proof },
    { progress: progressAt('notice'), actions: [...waiting.actions, 'back', 'anotherWay'] },
  ),
};
