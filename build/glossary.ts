import path from 'node:path';
import { readLocaleTexts, withoutPlural, type Texts } from './locale-texts.ts';
import { projectFolder } from './project-folder.ts';

/**
 * One English word for each Chinese term, everywhere: a visitor who met "endorsement" on the tile must not meet "visa
 * sticker" on the paper. After GB/T 30240.1-2013 and the English that laws and offices use.
 */
const terms: Readonly<Record<string, readonly string[]>> = {
  公安机关: ['public security organ', 'police'],
  公安局: ['Public Security Bureau'],
  派出所: ['Police Station'],
  出入境管理: ['Exit and Entry Administration'],
  国家移民管理局: ['National Immigration Administration'],
  自助服务区: ['Self-Service Area'],
  户口簿: ['Household Register'],
  户主: ['Head of Household'],
  户口: ['household', 'hukou', 'registration', 'registered'],
  常住人口登记卡: ['Registration Card for Permanent Residence'],
  临时居民身份证: ['Temporary Resident ID Card'],
  居民身份证: ['Resident ID Card'],
  公民身份号码: ['Citizen ID Number'],
  临时身份证明: ['Temporary Identity Proof'],
  挂失: ['report loss', 'loss report', 'report the loss', 'reported lost'],
  受理回执: ['Acknowledgement of Receipt'],
  回执: ['receipt'],
  港澳台居民居住证: ['Residence Permit'],
  居住证: ['Residence Permit'],
  居留许可: ['Residence Permit'],
  停留证件: ['Stay Certificate'],
  签证: ['visa'],
  无犯罪记录证明: ['Certificate of No Criminal Record'],
  亲属关系证明: ['Certificate of Kinship'],
  户口注销证明: ['Certificate of Deregistration'],
  普通护照: ['ordinary passport'],
  往来港澳通行证: ['Exit-Entry Permit for Travelling to and from Hong Kong and Macao'],
  往来台湾通行证: ['Travel Permit to and from Taiwan'],
  港澳居民来往内地通行证: ['Mainland Travel Permit for Hong Kong and Macao Residents'],
  台湾居民来往大陆通行证: ['Mainland Travel Permit for Taiwan Residents'],
  外国人永久居留身份证: ['Foreign Permanent Resident ID Card'],
  签注: ['endorsement', 'endorse'],
  个人旅游: ['individual travel'],
  团队旅游: ['group travel'],
  剩余次数: ['remaining visits', 'visits remain'],
  临时住宿登记: ['Registration of Temporary Accommodation'],
  境外人员: ['visitors from outside the Mainland', 'from outside the Mainland'],
  留宿人: ['host'],
  出入境记录: ['exit and entry records', 'exit and entry record'],
  办理进度: ['application progress'],
  机动车: ['motor vehicle', 'vehicle'],
  新能源汽车号牌: ['new-energy vehicle plate'],
  临时行驶车号牌: ['temporary plate', 'temporary vehicle plate'],
  号牌: ['plate'],
  车辆识别代号: ['VIN'],
  行驶证: ['Vehicle Licence'],
  驾驶证: ['Driving Licence', 'licence'],
  准驾车型: ['vehicle class'],
  期满换证: ['renewal'],
  身体条件证明: ['medical certificate'],
  违法记分: ['demerit point'],
  记分周期: ['demerit-point cycle'],
  交通违法: ['traffic violation', 'violation'],
  简易程序: ['summary procedure'],
  处罚决定书: ['Penalty Decision'],
  加处罚款: ['late-payment surcharge'],
  罚款: ['fine'],
  陈述申辩: ['statement and defence', 'statement or defence'],
  行政复议: ['administrative reconsideration'],
  检验合格标志: ['inspection mark'],
  工本费: ['document fee'],
  财政票据: ['official fiscal receipt'],
  验证码: ['verification code'],
  单独同意: ['separate consent'],
  人脸核验: ['face verification'],
  指纹: ['fingerprint', 'finger'],
  监护人: ['guardian'],
  国家工作人员: ['state employee'],
  人工窗口: ['staffed counter', 'counter'],
  呼叫民警: ['call an officer', 'calling an officer'],
};

/** Said by some, and not here: another word of the glossary, another law's word, or another country's English. */
const forbidden: Readonly<Record<string, string>> = {
  "driver's license": 'Driving Licence',
  "driver's licence": 'Driving Licence',
  'driver license': 'Driving Licence',
  'driving license': 'Driving Licence',
  'vehicle license': 'Vehicle Licence',
  'license plate': 'plate',
  'number plate': 'plate',
  license: 'licence',
  'penalty point': 'demerit point',
  'ID proof certificate': 'Temporary Identity Proof',
  'provisional ID': 'Temporary Resident ID Card',
  'residence card': 'Residence Permit',
  'household book': 'Household Register',
  'hukou book': 'Household Register',
  'police office': 'Police Station',
  'police bureau': 'Public Security Bureau',
  'exit-entry administration': 'Exit and Entry Administration',
  'home return permit': 'Mainland Travel Permit for Hong Kong and Macao Residents',
  'resident identity card': 'Resident ID Card',
  'criminal record certificate': 'Certificate of No Criminal Record',
  'temporary residence registration': 'Registration of Temporary Accommodation',
  'accommodation registration': 'Registration of Temporary Accommodation',
  Macau: 'Macao',
  'mainland China': 'the Mainland',
  'service window': 'counter',
  'manual window': 'staffed counter',
  'face recognition': 'face verification',
  fapiao: 'official fiscal receipt',
  'late fee': 'late-payment surcharge',
  'administrative review': 'administrative reconsideration',
};

/** What people type into the search is theirs to word, laws have the English that they have, the dock is for developers. */
const free = /:.+\.keywords$|^laws:|^dock:/;

/** Terms by the key of their text. */
type Exceptions = Readonly<Record<string, readonly string[]>>;

/** Where the term stands in the Chinese and the English is right without it. One that nobody needs any more is a problem. */
const exceptions: Exceptions = {
  // The English names of the services, as the list of services has them.
  'services:exit-entry-progress-query.name': ['签注'],
  'services:foreigner-accommodation-registration.name': ['境外人员'],
  'services:id-card-collection.name': ['居民身份证'],
  // The sentence or the heading before names the thing; English goes on with "it" or "this".
  'journey:fingerprint.purpose': ['指纹'],
  'journey:fingers.wiped': ['指纹'],
  'journey:handingOver.endorsement.line': ['签注'],
  'problems:card-expired.do': ['临时身份证明'],
  'refusals:noCertificateNeeded.do': ['户口簿'],
  'refusals:noCertificateNeeded.what': ['派出所'],
  'refusals:noLicence.do': ['驾驶证'],
  'refusals:onlyHukouStation.do': ['户口', '派出所'],
  'refusals:openViolations.do': ['罚款'],
  'refusals:tooEarlyToEndorse.do': ['居住证'],
  'services:residence-permit-endorsement.tip': ['居住证'],
  'services:traffic-fine-payment.tip': ['罚款'],
  'terms:acceptanceReceipt.means': ['公安机关'],
  'terms:hukou.means': ['公安机关'],
  'terms:vin.means': ['行驶证'],
  // A label of few words beside what it belongs to.
  'facts:crossingCount': ['出入境记录'],
  'facts:licencePoints': ['记分周期'],
  'services:household-certificate.summary': ['亲属关系证明'],
  // One heading for every narrow slip, whatever was done.
  // How far the visitor is with this visit, not an office with an application.
  'journey:progress.label': ['办理进度'],
  // In the visitor's own mouth.
  'journey:statement.defend.title': ['陈述申辩'],
};

/** Everything in the words of the project at `folder` that leaves the glossary, a line each. */
export function glossaryProblems(folder: string, excused: Exceptions = exceptions): string[] {
  const chinese = readLocaleTexts(path.join(folder, 'locales/zh-CN'));
  const english = readLocaleTexts(path.join(folder, 'locales/en'));
  return [...untranslated(chinese, english, excused), ...strange(english)];
}

/** The longest term counts: 临时居民身份证 is no 居民身份证. */
const longestFirst = Object.keys(terms).toSorted((a, b) => b.length - a.length);
const anyTerm = new RegExp(longestFirst.join('|'), 'gu');

function untranslated(chinese: Texts, english: Texts, excused: Exceptions): string[] {
  const said = new Map([...english].map(([key, text]) => [withoutPlural(key), text.toLowerCase()]));
  const found = [...chinese].flatMap(([key, text]) => {
    const other = free.test(key) ? undefined : said.get(withoutPlural(key));
    if (other === undefined) return [];
    return [...new Set(text.match(anyTerm))]
      .filter((term) => !terms[term]?.some((word) => other.includes(word.toLowerCase())))
      .map((term) => ({ key, term }));
  });
  const excepted = ({ key, term }: { key: string; term: string }): boolean => excused[key]?.includes(term) ?? false;
  const needed = new Set(found.filter(excepted).map(({ key, term }) => `${key} ${term}`));
  return [
    ...found
      .filter((one) => !excepted(one))
      .map(({ key, term }) => `${key} says ${term}, and in en not "${terms[term]?.[0] ?? ''}"`),
    ...Object.entries(excused)
      .flatMap(([key, list]) => list.map((term) => `${key} ${term}`))
      .filter((one) => !needed.has(one))
      .map((one) => `${one} is an exception that nobody needs`),
  ];
}

const strange = (english: Texts): string[] =>
  [...english]
    .filter(([key]) => !free.test(key))
    .flatMap(([key, text]) =>
      Object.entries(forbidden)
        .filter(([word]) => new RegExp(`\\b${word}s?\\b`, 'iu').test(text))
        .map(([word, right]) => `${key} says "${word}": here it is "${right}"`),
    );

if (import.meta.main) {
  const problems = glossaryProblems(projectFolder);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
