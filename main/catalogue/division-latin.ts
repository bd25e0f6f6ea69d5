import { pinyin } from 'pinyin-pro';
import { nationNames } from '../contract/nation-codes.ts';

/** Provinces as they are known; cities whose names come from another language; and what a dictionary reads wrongly. */
const known: Readonly<Record<string, string>> = {
  '110000': 'Beijing',
  '120000': 'Tianjin',
  '150000': 'Inner Mongolia',
  '310000': 'Shanghai',
  '450000': 'Guangxi',
  '500000': 'Chongqing',
  '540000': 'Xizang',
  '610000': 'Shaanxi Province',
  '640000': 'Ningxia',
  '650000': 'Xinjiang',
  '710000': 'Taiwan Province',
  '810000': 'Hong Kong SAR',
  '820000': 'Macao SAR',
  '150100': 'Hohhot',
  '150600': 'Ordos',
  '150700': 'Hulunbuir',
  '150800': 'Bayannur',
  '150900': 'Ulanqab',
  '152200': 'Hinggan League',
  '152500': 'Xilingol League',
  '152900': 'Alxa League',
  '230100': 'Harbin',
  '230200': 'Qiqihar',
  '429021': 'Shennongjia Forestry District',
  '441900006': 'Guancheng Subdistrict',
  '500230': 'Fengdu County',
  '540100': 'Lhasa',
  '540200': 'Xigaze',
  '540300': 'Qamdo',
  '540400': 'Nyingchi',
  '540600': 'Nagqu',
  '542500': 'Ngari Prefecture',
  '650100': 'Urumqi',
  '650200': 'Karamay',
  '650400': 'Turpan',
  '650500': 'Hami',
  '652700': 'Bortala Mongol Autonomous Prefecture',
  '652800': 'Bayingolin Mongol Autonomous Prefecture',
  '652900': 'Aksu Prefecture',
  '653000': 'Kizilsu Kirgiz Autonomous Prefecture',
  '653100': 'Kashi Prefecture',
  '653200': 'Hotan Prefecture',
  '654000': 'Ili Kazak Autonomous Prefecture',
  '654300': 'Altay Prefecture',
};

/** What a name ends with, longest first, and what stands behind the name in English. */
const kinds: readonly (readonly [chinese: string, english: string])[] = [
  ['街道办事处', 'Subdistrict'],
  ['经济技术开发区', 'Economic and Technological Development Zone'],
  ['高新技术产业开发区', 'High-Tech Zone'],
  ['经济开发区', 'Economic Development Zone'],
  ['工业园区', 'Industrial Park'],
  ['各族自治县', 'Multi-Ethnic Autonomous County'],
  ['自治州', 'Autonomous Prefecture'],
  ['自治县', 'Autonomous County'],
  ['自治旗', 'Autonomous Banner'],
  ['民族乡', 'Ethnic Township'],
  ['开发区', 'Development Zone'],
  ['管理区', 'Administrative Zone'],
  ['街道', 'Subdistrict'],
  ['地区', 'Prefecture'],
  ['苏木', 'Sum'],
  ['农场', 'Farm'],
  ['林场', 'Forest Farm'],
  ['园区', 'Park'],
  ['新区', 'New Area'],
  ['省', 'Province'],
  ['盟', 'League'],
  ['旗', 'Banner'],
  ['县', 'County'],
  ['区', 'District'],
  ['镇', 'Town'],
  ['乡', 'Township'],
  ['市', ''],
];

/** 渝中区 as Yuzhong District, 石柱土家族自治县 as Shizhu Tujia Autonomous County. */
export function divisionLatin(code: string, name: string): string {
  const fixed = known[code];
  if (fixed !== undefined) return fixed;
  const [ending, english] = kinds.find(([chinese]) => name.endsWith(chinese) && name !== chinese) ?? ['', ''];
  const { place, peoples } = withoutPeoples(name.slice(0, name.length - ending.length));
  return [spelled(place), peoples.join(' and '), kindOf(english, peoples)].filter((part) => part !== '').join(' ');
}

/** 土家族乡 is a 民族乡 too. */
const kindOf = (english: string, peoples: readonly string[]): string =>
  english === 'Township' && peoples.length > 0 ? 'Ethnic Township' : english;

/** Takes the peoples off the end of a name: 恩施土家族苗族 is Enshi of the Tujia and the Miao. */
function withoutPeoples(name: string): { readonly place: string; readonly peoples: string[] } {
  const found = nationNames.find(([chinese]) => {
    const ending = chinese.length > 1 && !name.endsWith('族') ? chinese : `${chinese}族`;
    return name.endsWith(ending) && name !== ending;
  });
  if (!found) return { place: name, peoples: [] };
  const rest = withoutPeoples(name.slice(0, name.lastIndexOf(found[0])));
  return { place: rest.place, peoples: [...rest.peoples, found[1]] };
}

/** Pinyin in one word, with the apostrophe of Xi'an (GB/T 16159). */
function spelled(han: string): string {
  const syllables = pinyin(han, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
  const word = syllables.map((syllable, index) => (index > 0 && /^[aoe]/.test(syllable) ? `'${syllable}` : syllable));
  return word.join('').replace(/^./u, (first) => first.toUpperCase());
}
