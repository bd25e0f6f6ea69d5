import type { IppValue } from './protocol.ts';

/** RFC 8010, 3.1.6: a collection is a run of values that the codec itself leaves flat. */
const collectionTags = { begin: 0x34, end: 0x37, memberName: 0x4a } as const;
const emptyValue = new Uint8Array();

/** A collection as the values of one attribute. */
export const collection = (members: Readonly<Record<string, readonly IppValue[]>>): readonly IppValue[] => [
  { kind: 'raw', tag: collectionTags.begin, bytes: emptyValue },
  ...Object.entries(members).flatMap(([name, values]): IppValue[] => [
    { kind: 'raw', tag: collectionTags.memberName, bytes: Buffer.from(name, 'utf8') },
    ...values,
  ]),
  { kind: 'raw', tag: collectionTags.end, bytes: emptyValue },
];

/** The plain members of a collection by name, whatever their depth; a member that is a collection itself is looked into. */
export function membersOf(values: readonly IppValue[]): ReadonlyMap<string, IppValue> {
  const members = new Map<string, IppValue>();
  let name = '';
  for (const value of values) {
    if (value.kind !== 'raw') members.set(name, value);
    else if (value.tag === collectionTags.memberName) name = Buffer.from(value.bytes).toString('utf8');
  }
  return members;
}
