import type { DivisionPage } from '../../main/contract/kiosk-contract.ts';

const division = (code: string, name: string, latin: string) => ({ code, name, latin });
const provinces = [
  division('110000', '北京市', 'Beijing'),
  division('120000', '天津市', 'Tianjin'),
  division('130000', '河北省', 'Hebei Province'),
  division('140000', '山西省', 'Shanxi Province'),
  division('150000', '内蒙古自治区', 'Inner Mongolia'),
  division('210000', '辽宁省', 'Liaoning Province'),
  division('220000', '吉林省', 'Jilin Province'),
  division('230000', '黑龙江省', 'Heilongjiang Province'),
  division('310000', '上海市', 'Shanghai'),
  division('320000', '江苏省', 'Jiangsu Province'),
  division('330000', '浙江省', 'Zhejiang Province'),
  division('340000', '安徽省', 'Anhui Province'),
  division('350000', '福建省', 'Fujian Province'),
  division('360000', '江西省', 'Jiangxi Province'),
  division('500000', '重庆市', 'Chongqing'),
  division('650000', '新疆维吾尔自治区', 'Xinjiang'),
];
const chongqing = provinces.filter(({ code }) => code === '500000');
const yuzhong = division('500103', '渝中区', 'Yuzhong District');
const shizhu = division('500240', '石柱土家族自治县', 'Shizhu Tujia Autonomous County');
const jiefangbei = division('500103003', '解放碑街道', 'Jiefangbei Subdistrict');

const pages: Readonly<Record<string, DivisionPage>> = {
  '500000': { path: chongqing, children: [yuzhong, shizhu] },
  '500103': { path: [...chongqing, yuzhong], children: [jiefangbei] },
  '500103003': { path: [...chongqing, yuzhong, jiefangbei], children: [] },
};

/** A corner of China, for scenes: the kiosk itself knows all of it. */
export const sampleDivisions = (parent: string | null): DivisionPage =>
  parent === null ? { path: [], children: provinces } : (pages[parent] ?? { path: [], children: [] });
