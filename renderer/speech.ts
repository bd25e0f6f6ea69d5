import type { Language } from '../main/contract/language.ts';

/** A little slower than the browser's usual pace, which hurried listeners in a hall cannot follow. */
const SPEECH_RATE = 0.9;

/**
 * Says a sentence in the visitor's language and breaks off whatever was being said. Silent where the machine has no
 * speech or no voice for the language. Never give it personal data: the hall hears it.
 */
export function speak(text: string, language: Language): void {
  const speech = voiceOutput();
  if (!speech) return;
  speech.cancel();
  const voice = speech.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(language.slice(0, 2)));
  if (!voice || text === '') return;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = language;
  utterance.voice = voice;
  utterance.rate = SPEECH_RATE;
  speech.speak(utterance);
}

/** The visitor did something: what was being said no longer matters. */
export const hush = (): void => voiceOutput()?.cancel();

const voiceOutput = (): SpeechSynthesis | undefined =>
  'speechSynthesis' in window ? window.speechSynthesis : undefined;
