import type { Bilingual } from '../../contract/language.ts';
import { modelForm, wantedBy } from '../kinds/paper-kind.ts';
import type { Row } from '../page-content.ts';
import type { PaperData } from '../paper-data.ts';
import { optionOf } from '../paper-values.ts';
import type { SlipSection } from '../slip-content.ts';
import type { BothWords } from '../words.ts';
import { askSection, headSection, moneySection, numberCode, row, troubleTexts } from './common-sections.ts';
import type { ReceiptForm } from './receipt-form.ts';

/** 受理回执: the dated, sealed paper that says that an office deals with it (行政许可法 Art. 32). */
export const acceptance: ReceiptForm = {
  mustSay: [
    ...wantedBy('administrativeLicensingLaw', '32')(
      'receipt:time',
      'receipt:acceptedBy',
      'receipt:seal',
      'receipt:missing.label',
      'receipt:once',
    ),
    ...wantedBy('administrativeLicensingLaw', '29,30')('receipt:received.label', 'receipt:limit.law'),
    ...wantedBy('administrativeLicensingLaw', '82')('receipt:limit.from'),
    ...wantedBy('administrativeLicensingLaw', '58,59')('receipt:heading.fee', 'receipt:fee.rule'),
    ...wantedBy('administrativeLicensingLaw', '38')('receipt:decidedBy'),
    ...wantedBy('administrativeLicensingLaw', '7')('receipt:rights'),
    ...wantedBy('onlineServiceRules', '6')('receipt:ask'),
    ...modelForm('receipt:number', 'receipt:name', 'receipt:idNumber', 'receipt:heading.ask'),
  ],
  sections: (data, say) => [
    acceptedHead(data, say),
    materialsSection(data, say),
    limitSection(data, say, say('receipt:limit.from')),
    feeSection(data, say),
    progressSection(data, say),
    rightsSection(say),
    askSection(data, say),
    numberCode(data, say),
  ],
};

/** Who accepted what, of whom and when. */
export function acceptedHead(data: PaperData, say: BothWords): SlipSection {
  const { rows = [] } = headSection(data, say);
  return { rows: [...rows, row(say('receipt:acceptedBy'), data.hallName)], texts: [say('receipt:seal')] };
}

/** What a visitor may show some days later, by its own words: nothing that holds the application up. */
const shownLater: ReadonlySet<string> = new Set(['homeProof']);
/** Given back when the new one is collected, unless it is what was lost. */
const atCollection: ReadonlySet<string> = new Set([
  'damagedIdCard',
  'oldPassport',
  'oldPermit',
  'oldDrivingLicence',
  'damagedDrivingLicence',
  'damagedVehicleLicence',
]);

export function materialsSection(data: PaperData, say: BothWords): SlipSection {
  const named = materialsOf(data, say);
  const later = named(({ id }) => shownLater.has(id));
  const handedIn = isLost(data) ? [] : named(({ id }) => atCollection.has(id));
  const shared = named(({ need }) => need === 'shared');
  return {
    heading: say('receipt:heading.materials'),
    rows: [
      row(say('receipt:received.label'), listed(receivedOf(data, say))),
      ...(shared.length > 0 ? [row(say('receipt:shared'), listed(shared))] : []),
      row(say('receipt:missing.label'), later.length > 0 ? listed(later) : say('receipt:missing.none')),
      ...(handedIn.length > 0 ? [row(say('receipt:atCollection'), listed(handedIn))] : []),
    ],
    texts: [say('receipt:once')],
  };
}

const isLost = (data: PaperData): boolean =>
  optionOf(data, 'reason') === 'lost' || optionOf(data, 'reissueReason') === 'lost';

type Material = PaperData['service']['materials'][number];

const materialsOf =
  ({ service, person }: PaperData, say: BothWords) =>
  (wanted: (material: Material) => boolean): Bilingual[] =>
    service.materials
      .filter(({ groups }) => !groups || !person || groups.includes(person.group))
      .filter(wanted)
      .map(({ id }) => say(`materials:${id}`));

/** What this machine took in. */
function receivedOf({ service: { steps }, signaturePath }: PaperData, say: BothWords): Bilingual[] {
  const received = {
    entered: steps.includes('fields'),
    identity: steps.includes('identity'),
    idPhoto: steps.includes('idPhoto'),
    fingers: steps.includes('fingers'),
    signature: signaturePath !== '',
  };
  return (['entered', 'identity', 'idPhoto', 'fingers', 'signature'] as const)
    .filter((id) => received[id])
    .map((id) => say(`receipt:received.${id}`));
}

const listed = (texts: readonly Bilingual[]): Bilingual => ({
  'zh-CN': texts.map((text) => text['zh-CN']).join('；'),
  en: texts.map(({ en }) => en).join('; '),
});

/** In working days (Art. 82), by law and as the place promises. */
export function limitSection({ service: { limit } }: PaperData, say: BothWords, from: Bilingual): SlipSection {
  const { workingDays, promisedWorkingDays } = limit;
  const days = (label: string, count: number | null): Row[] =>
    count === null ? [] : [row(say(`receipt:limit.${label}`), say('receipt:limit.days', { count }))];
  const rows = [...days('law', workingDays), ...days('promised', promisedWorkingDays)];
  return rows.length > 0 ? { heading: say('receipt:heading.limit'), rows, texts: [from] } : {};
}

export function feeSection({ payment }: PaperData, say: BothWords): SlipSection {
  const rule = say('receipt:fee.rule');
  if (!payment) return { heading: say('receipt:heading.fee'), texts: [say('receipt:fee.free'), rule] };
  const section = moneySection(payment, say);
  return { ...section, texts: [...(section.texts ?? []), rule] };
}

export const progressSection = (data: PaperData, say: BothWords): SlipSection => ({
  heading: say('receipt:heading.next'),
  texts: [...troubleTexts(data, say), say('receipt:ask'), say('receipt:decidedBy')],
});

export const rightsSection = (say: BothWords): SlipSection => ({
  heading: say('receipt:heading.rights'),
  texts: [say('receipt:rights')],
});
