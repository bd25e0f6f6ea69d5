import type { CaseQuestion } from '../gateway/service-case.ts';
import { shownAnswers } from '../journey/asked-questions.ts';
import type { JourneyContext } from '../journey/journey-state.ts';
import { gatewayProblems } from './problem-codes.ts';
import type { Work } from './work.ts';

/** Asks the office about this visitor's business with the service, once. */
export async function openCase({ ports, visit: { journey }, signal, tell }: Work): Promise<void> {
  const opened = await ports.gateway.openCase(questionOf(journey), signal);
  if (signal.aborted) return;
  if (opened.ok) return tell({ type: 'caseOpened', case: opened.value });
  if (opened.error !== 'cancelled') tell({ type: 'gatewayFailed', problem: gatewayProblems[opened.error] });
}

function questionOf(journey: JourneyContext): CaseQuestion {
  const { definition, group } = journey;
  return { service: definition.id, about: aboutOf(journey), group, answers: shownAnswers(journey) };
}

function aboutOf({ record, ward, evidence, travelDocument, card, method }: JourneyContext): CaseQuestion['about'] {
  if (record && evidence) {
    const { evidenceId } = evidence;
    return ward
      ? { by: 'record', recordId: record.recordId, evidenceId, wardRecordId: ward.recordId }
      : { by: 'record', recordId: record.recordId, evidenceId, wardRecordId: null };
  }
  if (card && method === 'card')
    return {
      by: 'document',
      kind: card.layout,
      issuingState: card.nationality,
      number: card.number,
      birthDate: card.birthDate,
    };
  if (!travelDocument) return { by: 'answers' };
  const { kind, issuingState, number, birthDate } = travelDocument;
  return { by: 'document', kind, issuingState, number, birthDate };
}
