/**
 * IPP/1.1 and IPP/2.0 messages as bytes (RFC 8010, section 3). Pure: the driver and the simulator share it, so one
 * encodes what the other decodes. A value whose syntax the kiosk has no use for stays raw, collections included.
 */
import { err, ok } from '../../main/contract/result.ts';
import type { Result } from '../../main/contract/result.ts';

export interface IppMessage {
  readonly version: { readonly major: number; readonly minor: number };
  /** The operation in a request, the status code in an answer. */
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly IppGroup[];
  /** The document behind a Print-Job; empty otherwise. */
  readonly data: Uint8Array;
}

export interface IppGroup {
  readonly tag: GroupTag;
  readonly attributes: readonly IppAttribute[];
}

/** RFC 8010, 3.5.1. */
const groupTags = { operation: 0x01, job: 0x02, printer: 0x04, unsupported: 0x05 } as const;
export type GroupTag = keyof typeof groupTags | 'other';
const otherGroupTag = 0x06;
const endOfAttributes = 0x03;
const lastDelimiterTag = 0x0f;

export interface IppAttribute {
  readonly name: string;
  readonly values: readonly IppValue[];
}

export type IppValue =
  | { readonly kind: 'integer' | 'enum'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: TextKind; readonly value: string }
  | { readonly kind: 'raw'; readonly tag: number; readonly bytes: Uint8Array };

/** RFC 8010, 3.5.2. */
const textTags = {
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  naturalLanguage: 0x48,
  mimeMediaType: 0x49,
} as const;
type TextKind = keyof typeof textTags;
const textKinds = new Map<number, TextKind>();
for (const kind of Object.keys(textTags)) if (isTextKind(kind)) textKinds.set(textTags[kind], kind);
const numberTags = { integer: 0x21, enum: 0x23 } as const;
const booleanTag = 0x22;

function isTextKind(kind: string): kind is TextKind {
  return Object.hasOwn(textTags, kind);
}

export const ippParseErrors = ['truncated', 'tooLong', 'malformed'] as const;
export type IppParseError = (typeof ippParseErrors)[number];

/** An office printer answers with some 10 KB and 100 attributes; a broken one must not fill the memory. */
const attributeBytesLimit = 256 * 1024;
const valuesLimit = 4096;

export function encodeIpp(message: IppMessage): Uint8Array {
  const parts: Uint8Array[] = [header(message)];
  for (const group of message.groups) {
    parts.push(Uint8Array.of(group.tag === 'other' ? otherGroupTag : groupTags[group.tag]));
    for (const attribute of group.attributes) {
      // A further value of the same attribute has an empty name (RFC 8010, 3.1.5).
      attribute.values.forEach((value, index) => parts.push(encodeValue(index === 0 ? attribute.name : '', value)));
    }
  }
  parts.push(Uint8Array.of(endOfAttributes), message.data);
  return Buffer.concat(parts);
}

function header({ version, code, requestId }: IppMessage): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt8(version.major, 0);
  bytes.writeUInt8(version.minor, 1);
  bytes.writeUInt16BE(code, 2);
  bytes.writeInt32BE(requestId, 4);
  return bytes;
}

function encodeValue(name: string, value: IppValue): Uint8Array {
  const [tag, content] = tagAndContent(value);
  const nameBytes = Buffer.from(name, 'utf8');
  const bytes = Buffer.alloc(1 + 2 + nameBytes.length + 2 + content.length);
  bytes.writeUInt8(tag, 0);
  bytes.writeUInt16BE(nameBytes.length, 1);
  nameBytes.copy(bytes, 3);
  bytes.writeUInt16BE(content.length, 3 + nameBytes.length);
  bytes.set(content, 5 + nameBytes.length);
  return bytes;
}

function tagAndContent(value: IppValue): [number, Uint8Array] {
  switch (value.kind) {
    case 'integer':
    case 'enum': {
      const content = Buffer.alloc(4);
      content.writeInt32BE(value.value);
      return [numberTags[value.kind], content];
    }
    case 'boolean':
      return [booleanTag, Uint8Array.of(value.value ? 1 : 0)];
    case 'raw':
      return [value.tag, value.bytes];
    default:
      return [textTags[value.kind], Buffer.from(value.value, 'utf8')];
  }
}

/** Reads one message; whatever comes behind the attributes is its `data`. Never throws. */
export function decodeIpp(bytes: Uint8Array): Result<IppMessage, IppParseError> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 9) return err('truncated');
  const groups: { tag: GroupTag; attributes: { name: string; values: IppValue[] }[] }[] = [];
  let at = 8;
  let values = 0;
  for (;;) {
    if (at >= view.length) return err('truncated');
    if (at > attributeBytesLimit || values > valuesLimit) return err('tooLong');
    const tag = view.readUInt8(at);
    at += 1;
    if (tag === endOfAttributes) break;
    if (tag <= lastDelimiterTag) {
      groups.push({ tag: groupTagOf(tag), attributes: [] });
      continue;
    }
    const name = readField(view, at);
    const content = name && readField(view, at + 2 + name.length);
    if (!content) return err('truncated');
    at += 4 + name.length + content.length;
    values += 1;
    const value = decodeValue(tag, content);
    const attributes = groups.at(-1)?.attributes;
    if (!value || !attributes) return err('malformed');
    if (name.length > 0) attributes.push({ name: name.toString('utf8'), values: [value] });
    else if (attributes.length > 0) attributes.at(-1)?.values.push(value);
    else return err('malformed');
  }
  return ok({
    version: { major: view.readUInt8(0), minor: view.readUInt8(1) },
    code: view.readUInt16BE(2),
    requestId: view.readInt32BE(4),
    groups,
    data: view.subarray(at),
  });
}

function groupTagOf(tag: number): GroupTag {
  switch (tag) {
    case groupTags.operation:
      return 'operation';
    case groupTags.job:
      return 'job';
    case groupTags.printer:
      return 'printer';
    case groupTags.unsupported:
      return 'unsupported';
    default:
      return 'other';
  }
}

/** A two-byte length and as many bytes; null when they are not all there. */
function readField(view: Buffer, at: number): Buffer | null {
  if (at + 2 > view.length) return null;
  const length = view.readUInt16BE(at);
  return at + 2 + length <= view.length ? view.subarray(at + 2, at + 2 + length) : null;
}

function decodeValue(tag: number, content: Buffer): IppValue | null {
  if (tag === numberTags.integer || tag === numberTags.enum) {
    const kind = tag === numberTags.integer ? 'integer' : 'enum';
    return content.length === 4 ? { kind, value: content.readInt32BE(0) } : null;
  }
  if (tag === booleanTag) return content.length === 1 ? { kind: 'boolean', value: content[0] !== 0 } : null;
  const kind = textKinds.get(tag);
  return kind ? { kind, value: content.toString('utf8') } : { kind: 'raw', tag, bytes: content };
}

/** Every value of the attribute in the first group of that kind that has it. */
export function valuesOf(message: IppMessage, group: GroupTag, name: string): readonly IppValue[] {
  const groups = message.groups.filter((candidate) => candidate.tag === group);
  return groups.flatMap((candidate) => candidate.attributes).find((attribute) => attribute.name === name)?.values ?? [];
}

export function numberOf(message: IppMessage, group: GroupTag, name: string): number | null {
  const [value] = valuesOf(message, group, name);
  return value?.kind === 'integer' || value?.kind === 'enum' ? value.value : null;
}

export function textsOf(message: IppMessage, group: GroupTag, name: string): string[] {
  return valuesOf(message, group, name).flatMap((value) =>
    'value' in value && typeof value.value === 'string' ? [value.value] : [],
  );
}

export const attributesOf = (message: IppMessage, group: GroupTag): readonly IppAttribute[] =>
  message.groups.filter((candidate) => candidate.tag === group).flatMap((candidate) => candidate.attributes);
