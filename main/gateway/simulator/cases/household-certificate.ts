import type { SyntheticPerson } from '../people.ts';
import type { Household } from '../world/households.ts';
import type { Asked, Finding } from './finding.ts';

/** A record is its own station's (户口登记条例 Art. 4); what the register does not answer, an officer looks up. */
export function householdCertificate(asked: Asked & { readonly person: SyntheticPerson }): Finding {
  const { world, person, answers } = asked;
  if (world.unusableRecords.includes(person.key)) return { refusal: 'recordNotUsable' };
  const household = world.households.find(({ members }) => members.some((member) => member.person === person.key));
  if (!household?.answersHere) return { refusal: 'onlyHukouStation' };
  switch (answers['certificateType']) {
    case 'itemChange':
      return itemChange(asked, household);
    case 'deregistration':
      return deregistration(asked, household);
    case 'kinship':
      return kinship(asked, household);
    default:
      return answered(household, { 'zh-CN': '户口登记在本所。', en: 'Registered with this station.' }, []);
  }
}

type Person = Asked & { readonly person: SyntheticPerson };
type Facts = readonly { readonly id: string; readonly text: string }[];

function itemChange({ person, answers }: Person, household: Household): Finding {
  const change = household.changes.find((one) => one.person === person.key && one.item === answers['changedItem']);
  if (!change) return lookedUp(household);
  return answered(
    household,
    {
      'zh-CN': '经查,上述登记项目已办理变更。',
      en: 'The registration item below has been changed.',
    },
    [
      { id: 'changedItem', text: itemNames[change.item] ?? change.item },
      { id: 'changedFrom', text: change.from },
      { id: 'changedTo', text: change.to },
      { id: 'changedOn', text: change.on },
    ],
  );
}
const itemNames: Readonly<Record<string, string>> = {
  name: '姓名 Name',
  birthDate: '出生日期 Date of birth',
  sex: '性别 Sex',
  ethnicity: '民族 Ethnicity',
  idNumber: '公民身份号码 Citizen ID Number',
};

function deregistration({ world }: Person, household: Household): Finding {
  const [gone] = household.deregistered;
  const name = world.people.find(({ key }) => key === gone?.person)?.name;
  if (!gone || !name) return lookedUp(household);
  return answered(
    household,
    { 'zh-CN': '经查,下列人员的户口已注销。', en: 'The registration of the person below has ended.' },
    [
      { id: 'deregisteredName', text: name },
      { id: 'deregisteredOn', text: gone.on },
      { id: 'deregisteredBecause', text: gone.because },
    ],
  );
}

function kinship({ world, person, answers }: Person, household: Household): Finding {
  const related = world.people.find(
    ({ number, name }) => number === answers['relatedNumber'] && name === answers['relatedName'],
  );
  const relationOf = (key: string | undefined): string | undefined =>
    household.members.find((member) => member.person === key)?.relation;
  const [own, others] = [relationOf(person.key), relationOf(related?.key)];
  if (!related || !own || !others || related.key === person.key) return lookedUp(household);
  return answered(household, { 'zh-CN': '经查,两人登记在同一户内。', en: 'Both are registered in one household.' }, [
    { id: 'relationToHead', text: own },
    { id: 'relatedName', text: related.name },
    { id: 'kinship', text: others },
  ]);
}

const answered = (
  { station, address }: Household,
  statement: { readonly 'zh-CN': string; readonly en: string },
  facts: Facts,
): Finding => ({
  subject: {
    kind: 'household',
    statement,
    facts: [{ id: 'station', text: station }, { id: 'householdAddress', text: address.slice(7) }, ...facts],
  },
});

/** Not in the entries of this household: an officer looks further. */
const lookedUp = ({ station }: Household): Finding => ({
  answeredNow: false,
  subject: {
    kind: 'household',
    statement: { 'zh-CN': '需由派出所民警进一步核查。', en: 'An officer of the station looks this up.' },
    facts: [{ id: 'station', text: station }],
  },
});
