/**
 * Surnames of mainland China, the most common first; two characters are compound surnames. In about the order
 * of the national name reports of the Ministry of Public Security, then the rest of the Hundred Family Surnames.
 */
export const surnames: readonly string[] = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖',
  ...'贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申',
  ...'欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古',
  ...'吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝',
  ...'官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初',
  ...'门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信',
  ...'昝智弋滑宓蓬郗麴仰堵逄员仉贲伯酆昌苍车幸司韶郏蒯慎戈弓牧隗山谷侯全班秋仲伊宁暴甘钭历祖刘景詹束龙叶黎溥印怀蒲从鄂索咸籍赖池乔阴胥能',
  ...'双闻莘翟贡逄蔚越夔沃利师暨竺逯盖益桓公黑召有琴归晋法汝佴宦艾鱼容向古易慎戈廖庾终步衡耿弘匡文寇广禄东殳蔚隆巢关蒯相',
  ...'欧阳 上官 皇甫 令狐 诸葛 司徒 司马 申屠 夏侯 贺兰 完颜 慕容 尉迟 长孙 呼延 端木 公孙 轩辕 东方 南宫 西门 独孤 宇文 澹台 濮阳 淳于 单于 太史 百里 东郭 万俟 闻人 赫连 公羊 公冶 宗政 钟离 鲜于 闾丘 司空 亓官 司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 梁丘 左丘 东门 第五 纳兰'.split(
    ' ',
  ),
];

/** Readings that a surname has and the word has not. */
export const surnameReadings: Readonly<Record<string, string>> = {
  单: 'shan',
  单于: 'chan yu',
  尉迟: 'yu chi',
  长孙: 'zhang sun',
  万俟: 'mo qi',
  澹台: 'tan tai',
  区: 'ou',
  仇: 'qiu',
  查: 'zha',
  解: 'xie',
  任: 'ren',
  曾: 'zeng',
  盖: 'ge',
  朴: 'piao',
  缪: 'miao',
  翟: 'zhai',
  华: 'hua',
  乐: 'yue',
  员: 'yun',
  逄: 'pang',
  黑: 'he',
  召: 'shao',
  覃: 'qin',
  冼: 'xian',
  那: 'na',
  折: 'she',
  亓官: 'qi guan',
  鲜于: 'xian yu',
};

/** Characters that write Uyghur, Kazakh, Tibetan and Mongolian names in Chinese; few dictionaries of names know them. */
export const transliterationCharacters =
  '阿依古丽买麦提江艾合热孜吐尔逊努帕曼沙木卡德乌斯玛凯赛亚库班扎西卓次仁旦增多吉巴特苏布和其格勒那音都拉伊力哈那孜西热甫娜扎姆如则';

/** The most common characters of given names in the national name reports of recent years. */
export const commonGivenCharacters =
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉红建国志文斌婷宇浩然子涵轩怡佳欣雪琳慧玲莉燕萍波辉鹏飞俊凯健龙云兰凤珍梅琴春晓鑫博雨梓晨睿泽思嘉诗琪瑶颖倩婧楠宁旭阳峰亮';
