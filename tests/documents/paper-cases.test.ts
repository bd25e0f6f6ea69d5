import { describe, expect, it } from 'vitest';
import { documentPdf } from '../../main/documents/document.ts';
import { charactersOf, crossings, paperExamples, paperKinds as kinds, pdfOf } from '../support/papers.ts';
import { misplacedWords } from '../support/placed-words.ts';
import { hasPoppler, pdfCharacters, pdfPages } from '../support/poppler.ts';

const poppler = hasPoppler();
describe.skipIf(!poppler.ok)(`each paper by its case${poppler.ok ? '' : ` (${poppler.reason})`}`, () => {
  it('lists 200 crossings on as many pages as they need, each under its head', async () => {
    const pdf = await pdfOf('crossingRecord', { items: crossings(200) });
    const [pages, text] = [pdfPages(pdf), pdfCharacters(pdf)];
    expect(pages).toBeGreaterThan(10);
    expect(text).toContain(`第${pages}页，共${pages}页`);
    expect(text.split('序号').length - 1).toBe(pages);
    for (const { facts } of crossings(200)) {
      const day = facts[0]!.value.kind === 'date' ? facts[0]!.value.date : '';
      const [year, month, date] = day.split('-').map(Number);
      expect(text).toContain(`${year}年${month}月${date}日`);
    }
    expect(misplacedWords('crossingRecord', pdf)).toEqual([]);
  });

  it('says that there were no crossings, and no more', async () => {
    const text = await charactersOf('crossingRecord', { items: [] });
    expect(text).toContain('查询期间没有出入境记录');
    expect(text).not.toContain('序号');
  });

  it('names the day until which the fine is paid: 15 days from the decision', async () => {
    expect(await charactersOf('penaltyDecision')).toContain('2026年12月7日');
  });

  it('warns where there is no fine, and then nothing is due', async () => {
    const facts = paperExamples.penaltyDecision.facts.map((row) =>
      row.id === 'fine' ? { ...row, value: { kind: 'money', fen: 0 } as const } : row,
    );
    const text = await charactersOf('penaltyDecision', { facts });
    expect([text.includes('警告Warning'), text.includes('无需缴款')]).toEqual([true, true]);
  });

  it("gives the treasury's receipt for a fine that is paid", async () => {
    const { payment } = paperExamples.applicationForm;
    const text = await charactersOf('penaltyDecision', { payment });
    expect(text).toContain('财政票据号50010526-0012345678');
  });

  it('names the guest whom a host declares, and the host as host', async () => {
    const answers = paperExamples.accommodationSlip.answers
      .filter(({ id }) => !['sex', 'hostName', 'hostNumber', 'declarant'].includes(id))
      .map((line) => (guestFields.has(line.id) ? { ...line, id: guestFields.get(line.id)! } : line));
    const sex = { id: 'guestSex', value: { kind: 'option', key: 'female' } } as const;
    const host = { ...paperExamples.penaltyDecision.person! };
    const text = await charactersOf('accommodationSlip', { person: host, answers: [...answers, sex] });
    expect(text).toMatch(/女Female.*留宿人Host欧阳䶮㛃/u);
    expect(text).toContain('ERIKSSON');
    expect(text).not.toContain(host.number);
  });

  it('says of an application that it still lies here', async () => {
    expect(await charactersOf('applicationForm', { outcome: 'provisional' })).toContain('联网后自动送达');
  });

  it.each(kinds.filter((kind) => !['applicationForm', 'accommodationSlip'].includes(kind)))(
    'prints no %s that no authority issued',
    async (kind) => {
      await expect(documentPdf(kind, { ...paperExamples[kind], certificate: null })).rejects.toThrow(/issued/);
    },
  );

  it.each(['inspectionMark', 'temporaryPlate'] as const)('prints no %s without its last day', async (kind) => {
    const certificate = { ...paperExamples[kind].certificate!, validUntil: null };
    const lacking = { ok: false, error: { kind: 'noLastDay' } };
    expect(await documentPdf(kind, { ...paperExamples[kind], certificate })).toEqual(lacking);
  });

  it('prints no decision that lacks its act', async () => {
    const facts = paperExamples.penaltyDecision.facts.filter(({ id }) => id !== 'act');
    await expect(pdfOf('penaltyDecision', { facts })).rejects.toThrow(/needs act/);
  });
});

const guestFields = new Map([
  ['surname', 'guestSurname'],
  ['givenNames', 'guestGivenNames'],
  ['birthDate', 'guestBirthDate'],
  ['nationality', 'guestNationality'],
  ['documentNumber', 'guestDocumentNumber'],
  ['documentExpiry', 'guestDocumentExpiry'],
]);

describe('a paper as a file', () => {
  it.each(kinds.filter((kind) => !['temporaryPlate', 'inspectionMark'].includes(kind)))(
    '%s is refused, naming the character, when the font lacks one',
    async (kind) => {
      const person = { ...paperExamples[kind].person!, name: '王𠮷' };
      const answers = paperExamples[kind].answers.map((line) =>
        line.id === 'surname' ? { ...line, value: { kind: 'text', text: '𠮷' } as const } : line,
      );
      expect(await documentPdf(kind, { ...paperExamples[kind], person, answers })).toEqual({
        ok: false,
        error: { kind: 'missingGlyph', character: '𠮷' },
      });
    },
  );

  it.each(kinds)('%s is the same whenever it is made again', async (kind) => {
    expect(Buffer.from(await pdfOf(kind)).equals(Buffer.from(await pdfOf(kind)))).toBe(true);
  });
});
