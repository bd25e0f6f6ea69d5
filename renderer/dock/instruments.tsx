import { createInstance } from 'i18next';
import { useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import '@fontsource-variable/noto-sans-sc/index.css';
import enCamera from '../../locales/en/camera.json' with { type: 'json' };
import enKeyboard from '../../locales/en/keyboard.json' with { type: 'json' };
import zhCamera from '../../locales/zh-CN/camera.json' with { type: 'json' };
import zhKeyboard from '../../locales/zh-CN/keyboard.json' with { type: 'json' };
import type { Language } from '../../main/contract/language.ts';
import { photoProfileIds, type PhotoKind } from '../../main/contract/photo-profile.ts';
import { err, ok, type Result } from '../../main/contract/result.ts';
import type { CameraView } from '../../main/contract/session-snapshot.ts';
import { stillCameraErrors, type StillCameraError } from '../../main/contract/still-picture.ts';
import type { SignatureStrokes } from '../../main/contract/visitor-event.ts';
import { FaceCapture } from '../camera/face-capture.tsx';
import { StillCapture } from '../camera/still-capture.tsx';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { Keypad } from '../keyboard/keypad.tsx';
import { signaturePng } from '../signature/signature-picture.ts';
import { SignaturePad } from '../signature/signature-pad.tsx';
import '../theme/tokens.css';
import '../theme/base.css';
import styles from './instruments.module.css';

/** For developers and tests: one instrument alone, chosen by ?show=, without a kiosk behind it. */
const wanted = new URLSearchParams(window.location.search);
const language: Language = wanted.get('language') === 'en' ? 'en' : 'zh-CN';

const i18n = createInstance();
void i18n.use(initReactI18next).init({
  resources: {
    'zh-CN': { camera: zhCamera, keyboard: zhKeyboard },
    en: { camera: enCamera, keyboard: enKeyboard },
  },
  lng: language,
  fallbackLng: false,
  interpolation: { escapeValue: false },
});
document.documentElement.lang = language;

/** What the instrument answered, for a test to read. */
const result = (value: string): ReactNode => <output className={styles['result']}>{value}</output>;

function KeyboardAlone() {
  const [value, setValue] = useState('');
  const kind = wanted.get('kind') === 'text' ? 'text' : 'name';
  return (
    <>
      {result(value)}
      <Keyboard language={language} value={value} onChange={setValue} kind={kind} />
    </>
  );
}

function KeypadAlone() {
  const [value, setValue] = useState('');
  return (
    <>
      {result(value)}
      <Keypad
        layout={wanted.get('layout') === 'phone' ? 'phone' : 'citizenId'}
        onKey={(character) => setValue((before) => before + character)}
        onDelete={() => setValue((before) => before.slice(0, -1))}
        onClear={() => setValue('')}
      />
    </>
  );
}

function SignatureAlone() {
  const [path, setPath] = useState<string | null>(null);
  const [strokes, setStrokes] = useState<SignatureStrokes | null>(null);
  const [png, setPng] = useState('');
  const change = (written: string | null, recorded: SignatureStrokes | null): void => {
    setPath(written);
    setStrokes(recorded);
    if (written !== null) void signaturePng(written).then(async (blob) => setPng(String(await blob.bytes())));
  };
  return (
    <>
      <SignaturePad path={path} onChange={change} />
      <div data-png={png} data-strokes={JSON.stringify(strokes)} />
      <svg className={styles['copy']} viewBox="0 0 1000 400" data-copy>
        <path d={path ?? ''} fill="none" stroke="currentColor" strokeWidth="6" />
      </svg>
      {result(path ?? '')}
    </>
  );
}

/** A test stands in for the kiosk's serial camera: base64 JPEG, or the word of an error. */
declare global {
  interface Window {
    readonly stillCamera?: () => Promise<string>;
  }
}
async function takePicture(): Promise<Result<string, StillCameraError>> {
  const answer = (await window.stillCamera?.()) ?? 'offline';
  const error = stillCameraErrors.find((known) => known === answer);
  return error ? err(error) : ok(answer);
}

function cameraWanted(): CameraView {
  const source = wanted.get('source');
  if (source === 'simulated' || source === 'serial') return { source };
  return { source: 'uvc', label: wanted.get('label') };
}

function FaceAlone() {
  const [photo, setPhoto] = useState('');
  const [fault, setFault] = useState('');
  const [shown, setShown] = useState(true);
  const camera = cameraWanted();
  const kind: PhotoKind = photoProfileIds.find((id) => id === wanted.get('photo')) ?? 'comparison';
  const capture = { kind, speech: false, onPhoto: setPhoto, onFault: setFault, onBack: () => setFault('') };
  return (
    <>
      {shown && camera.source === 'serial' && <StillCapture takePicture={takePicture} {...capture} />}
      {shown && camera.source !== 'serial' && <FaceCapture camera={camera} {...capture} />}
      <button type="button" onClick={() => setShown(false)}>
        leave
      </button>
      {result(fault || photo)}
    </>
  );
}

const instruments: Readonly<Record<string, () => ReactNode>> = {
  keyboard: KeyboardAlone,
  keypad: KeypadAlone,
  signature: SignatureAlone,
  face: FaceAlone,
};

const Instrument = instruments[wanted.get('show') ?? ''] ?? KeyboardAlone;
const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <I18nextProvider i18n={i18n}>
    <main className={styles['instrument']}>
      <Instrument />
    </main>
  </I18nextProvider>,
);
