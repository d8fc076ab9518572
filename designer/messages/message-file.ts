/** `messages.json` as its editor changes it: one text in one place, everything else as it stood. */
import {
  type Channel,
  type MessageTemplate,
  parseMessages,
  placeholders,
  type RenderedNotice,
  renderNotice,
} from '#engine/cases/notices.ts';
import type { Language, Localised } from '#engine/runtime/application/common.ts';
import { example } from './example-words.ts';

/** The file's own shape, as far as the editor touches it. */
export interface MessageFile {
  readonly messages: readonly MessageEntry[];
}

export interface MessageEntry {
  readonly code: string;
  readonly name: Localised;
  readonly audience?: string;
  readonly sms?: Localised & { readonly diacritics?: boolean };
  readonly email?: {
    readonly subject: Localised;
    readonly text: { readonly vi: readonly string[]; readonly en: readonly string[] };
  };
}

export type Part = 'sms' | 'subject' | 'text';

export interface MessageFault {
  readonly code: string;
  readonly name: Localised;
  readonly part: Part;
  readonly language: Language;
  /** The word in braces that nobody fills in; null: the text is missing. */
  readonly placeholder: string | null;
}

/** @returns undefined where the text is no such file */
export function readFile(content: string): MessageFile | undefined {
  try {
    const file = JSON.parse(content) as MessageFile;
    return Array.isArray(file.messages) ? file : undefined;
  } catch {
    return undefined;
  }
}

export function textAt(entry: MessageEntry, part: Part, language: Language): string {
  if (part === 'sms') return entry.sms?.[language] ?? '';
  if (part === 'subject') return entry.email?.subject[language] ?? '';
  return entry.email?.text[language].join('\n') ?? '';
}

/** @returns the file with one text changed */
export function withText(
  file: MessageFile,
  code: string,
  change: { readonly part: Part; readonly language: Language; readonly text: string },
): MessageFile {
  return { ...file, messages: file.messages.map((entry) => (entry.code === code ? changed(entry, change) : entry)) };
}

/** @returns what keeps the file from being published, text by text */
export function faultsOf(file: MessageFile): readonly MessageFault[] {
  return file.messages.flatMap((entry) => {
    const parts: readonly Part[] = [
      ...(entry.sms ? ['sms' as const] : []),
      ...(entry.email ? ['subject' as const, 'text' as const] : []),
    ];
    return parts.flatMap((part) =>
      (['vi', 'en'] as const).flatMap((language): readonly MessageFault[] => {
        const text = textAt(entry, part, language);
        const at = { code: entry.code, name: entry.name, part, language };
        if (text.trim() === '') return [{ ...at, placeholder: null }];
        const names = [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
        return names
          .filter((name) => !placeholders.some((known) => known === name))
          .map((name) => ({ ...at, placeholder: name }));
      }),
    );
  });
}

export function written(file: MessageFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The message as one citizen may get it, with values of usual length. @returns null where it cannot be written yet */
export function exampleOf(content: string, code: string, language: Language, channel: Channel): RenderedNotice | null {
  const template: MessageTemplate | undefined = parseMessages(content).messages.get(code);
  const rendering = template && renderNotice(template, channel, language, example[language]);
  return rendering?.notice ?? null;
}

function changed(
  entry: MessageEntry,
  { part, language, text }: { readonly part: Part; readonly language: Language; readonly text: string },
): MessageEntry {
  if (part === 'sms' && entry.sms !== undefined) return { ...entry, sms: { ...entry.sms, [language]: text } };
  if (entry.email === undefined) return entry;
  const { subject, text: lines } = entry.email;
  const email =
    part === 'subject'
      ? { ...entry.email, subject: { ...subject, [language]: text } }
      : { ...entry.email, text: { ...lines, [language]: text.split('\n') } };
  return { ...entry, email };
}
