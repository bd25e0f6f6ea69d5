import type { SyntheticDocument } from '../../../devices/passport-reader/synthetic-documents.ts';
import type { TravelDocument } from '../../../main/contract/travel-document.ts';

const eriksson = {
  surname: 'ERIKSSON',
  givenNames: 'ANNA MARIA',
  chineseName: null,
  issuingState: 'UTO',
  nationality: 'UTO',
  birthDate: '1974-08-12',
  sex: 'female',
  expiryDate: '2012-04-15',
} as const;
const visa = { ...eriksson, kind: 'visa', number: 'L8988901C', nationality: 'XXX', birthDate: '1940-09-07' } as const;
const permit = {
  format: 'EEP',
  surname: 'ZHENGJIAN',
  givenNames: 'YANG',
  chineseName: '证件样',
  issuingState: 'CHN',
  nationality: 'CHN',
  birthDate: '1990-01-01',
  sex: 'female',
  expiryDate: '2033-06-15',
} as const;
const homeCard = {
  format: 'TD1',
  surname: 'SHILI',
  givenNames: 'MAN',
  chineseName: null,
  issuingState: 'CHN',
  nationality: 'CHN',
  birthDate: '1988-03-05',
  sex: 'female',
  expiryDate: '2031-03-04',
} as const;

/** What each synthetic document says, as a person reads it, in 2026. */
export const expectedDocuments: Record<SyntheticDocument, TravelDocument> = {
  specimenPassport: { ...eriksson, kind: 'passport', format: 'TD3', number: 'L898902C3' },
  specimenTd1: { ...eriksson, kind: 'identityCard', format: 'TD1', number: 'D23145890' },
  specimenTd2: { ...eriksson, kind: 'identityCard', format: 'TD2', number: 'D23145890' },
  specimenVisaA: { ...visa, format: 'MRV-A', expiryDate: '1996-12-10' },
  specimenVisaB: { ...visa, format: 'MRV-B', expiryDate: '1996-12-10' },
  chinesePassport: {
    kind: 'passport',
    format: 'TD3',
    number: 'EA0000000',
    surname: 'ZHENGJIAN',
    givenNames: 'YANGBEN',
    chineseName: null,
    issuingState: 'CHN',
    nationality: 'CHN',
    birthDate: '1990-01-01',
    sex: 'female',
    expiryDate: '2035-06-01',
  },
  foreignPassport: {
    kind: 'passport',
    format: 'TD3',
    number: 'X12345678',
    surname: 'MUSTERFRAU',
    givenNames: 'ERIKA',
    chineseName: null,
    issuingState: 'UTO',
    nationality: 'UTO',
    birthDate: '1988-03-14',
    sex: 'female',
    expiryDate: '2034-03-13',
  },
  homeReturnPermit: { ...homeCard, kind: 'homeReturnPermit', number: 'H00000000' },
  taiwanCompatriotPermit: { ...homeCard, kind: 'taiwanCompatriotPermit', number: '00000000' },
  hkMacaoPermit: { ...permit, kind: 'hkMacaoPermit', number: 'CA0000000' },
  taiwanPermit: { ...permit, kind: 'taiwanPermit', number: 'C00000000' },
};
