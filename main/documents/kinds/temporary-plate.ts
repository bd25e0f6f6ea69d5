import { chinaDay } from '../../clock/china-time.ts';
import { dateText, rowsOf } from '../paper-values.ts';
import type { PaperData } from '../paper-data.ts';
import type { BothWords } from '../words.ts';
import type { PlateContent } from '../temporary-plate-page.ts';
import { issuedFrame, modelForm, wantedBy } from './paper-kind.ts';
import type { StatutoryContent } from './paper-kind.ts';

/** 临时行驶车号牌: the plate to be cut out, with the rules for placing it. */
export const temporaryPlate = {
  mustSay: [
    ...wantedBy('vehicleRegistrationRules', '46,47')('papers:labels.vin', 'papers:labels.makeModel'),
    ...wantedBy('vehicleRegistrationRules', '92')('papers:temporaryPlate.validity'),
    ...modelForm('papers:temporaryPlate.title', 'papers:labels.engineNumber', 'papers:labels.colour'),
    ...modelForm('papers:temporaryPlate.front', 'papers:temporaryPlate.noPlates', 'papers:temporaryPlate.ends'),
  ] satisfies StatutoryContent[],
  content(data: PaperData, say: BothWords): PlateContent {
    const { certificate, verification, hallName } = issuedFrame(data, say);
    const { validUntil, number, issuedAt } = certificate;
    if (validUntil === null) throw new Error('a temporary plate ends');
    return {
      title: say('papers:temporaryPlate.title'),
      plate: number,
      from: dateText(fromDay(data) ?? chinaDay(new Date(issuedAt))),
      until: dateText(chinaDay(new Date(validUntil))),
      rows: rowsOf(
        data,
        [
          { label: 'makeModel', required: true },
          { label: 'colour' },
          { label: 'vin', required: true },
          { label: 'engineNumber', required: true },
        ],
        say,
      ),
      rules: ['front', 'noPlates', 'ends'].map((rule) => say(`papers:temporaryPlate.${rule}`)),
      verification,
      certificate,
      hallName,
    };
  },
};

/** The day that the owner asked for. */
function fromDay({ answers }: PaperData): string | null {
  const value = answers.find(({ id }) => id === 'fromDate')?.value;
  return value?.kind === 'date' ? value.date : null;
}
