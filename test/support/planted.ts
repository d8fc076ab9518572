/**
 * People who were made up to be found again: whether a text betrays one of them, in whatever spelling or encoding it was
 * written. What is searched is brought to one plain form; what is sought is also sought as base64 and as hex.
 */
import { createHash } from 'node:crypto';

/** What of a person must be found nowhere, by what it is. */
export type Planted = Readonly<Record<string, string>>;

export interface Leak {
  readonly what: string;
  /** As it was found, with what stands around it. */
  readonly where: string;
}

/** @param secrets whole words; a part of digits is sought without what people put between them */
export function leaksIn(text: string, planted: Planted): readonly Leak[] {
  const forms = readings(text);
  return Object.entries(planted).flatMap(([what, secret]) => {
    for (const sought of spellings(secret)) {
      for (const form of forms) {
        const at = form.indexOf(sought);
        if (at !== -1) return [{ what, where: form.slice(Math.max(0, at - 80), at + sought.length + 40) }];
      }
    }
    return [];
  });
}

/** A text as it stands, without its encodings (twice over), and with its digits alone. */
function readings(text: string): readonly string[] {
  const once = decoded(text);
  const plain = folded(`${once}\n${decoded(once)}`);
  return [text, text.toLowerCase(), plain, plain.replaceAll(/(?<=\d)[\s.()+_-]{1,3}(?=\d)/g, '')];
}

function decoded(text: string): string {
  return text
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (hex) => Buffer.from(hex.replaceAll('%', ''), 'hex').toString('utf8'))
    .replaceAll(/\\u\{?([0-9a-f]{4,6})\}?/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)))
    .replaceAll(/(?:=[0-9A-F]{2})+/g, (hex) => Buffer.from(hex.replaceAll('=', ''), 'hex').toString('utf8'));
}

function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase();
}

function spellings(secret: string): readonly string[] {
  const digits = /^\+?[\d\s.-]+$/.test(secret) ? secret.replaceAll(/\D/g, '').replace(/^(84|0)/, '') : undefined;
  const plain = folded(secret);
  const written = [secret, secret.normalize('NFC'), secret.normalize('NFD'), plain, plain.replaceAll(' ', '+')];
  const bytes = [secret, secret.normalize('NFC'), plain].map((each) => Buffer.from(each, 'utf8'));
  const hashes = ['md5', 'sha1', 'sha256'].flatMap((name) => [createHash(name).update(secret).digest('hex')]);
  return [
    ...new Set([
      ...(digits === undefined ? written.map((each) => each.toLowerCase()).concat(written) : [digits]),
      ...bytes.flatMap(base64Parts),
      ...bytes.map((each) => each.toString('hex')),
      ...hashes,
    ]),
  ];
}

/** In base64 the same bytes look different at each of three places; the signs that depend on their neighbours are cut off. */
function base64Parts(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const part = text.slice(shift === 0 ? 0 : shift + 1, bytes.length % 3 === (3 - shift) % 3 ? undefined : -1);
    return part.length < 8 ? [] : [part, part.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
