import type { Step } from '../../main/contract/session-snapshot.ts';
import type { Visitor } from './visitor.ts';

/** The heading of a step's page, as the words of the visitor's language have it; null where the whole screen is a button. */
export function headingOf(step: Step, say: Visitor['say']): string | null {
  switch (step.name) {
    case 'attract':
      return null;
    case 'about':
      return say(`services:${step.service.id}.name`);
    case 'question':
      return say(`fields:${step.id}.question`);
    case 'field':
      return say(`fields:${step.field.id}.question`);
    case 'refused':
      return say(`refusals:${step.refusal.reason}.what`);
    case 'checking':
      return say(`journey:checking.${step.what}.heading`);
    case 'idPhoto':
      return say(`journey:idPhoto.${(['heading', 'again', 'choose'] as const)[step.shots.length] ?? 'choose'}`);
    case 'fingers':
      return say(`journey:fingers.${step.hand}.heading`);
    case 'pay':
      return say(`journey:pay.${step.payment.slip ? 'left' : step.payment.state}.heading`);
    case 'payChoice':
      return say('journey:payChoice.heading', { sum: say('journey:fee.yuan', { fee: yuan(step.amountFen) }) });
    case 'handingOver':
      return say(`journey:handingOver.${step.what}.heading`);
    case 'result':
      return say(`journey:result.${step.result.outcome}.heading`);
    default:
      return say(`journey:${step.name}.heading`);
  }
}

/** Whole yuan stand without their fen. */
const yuan = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2));
