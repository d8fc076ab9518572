/**
 * Messages to citizens and officials: `messages.json` of a service and how one is put into words. Placeholders are
 * `{name}` and nothing else; no template engine runs on stored texts (security.md S12). A placeholder without a value
 * is a fault: better no message than one with a hole.
 */

import type { ConfigFault, Reading } from './city/json-reader.ts';
import {
  fault,
  openJson,
  readByCode,
  readFlag,
  readLocalised,
  readObject,
  readTextOrNull,
  readTexts,
} from './city/json-reader.ts';
import { withoutDiacritics } from './text/fold.ts';
import type { Language, Localised, Named } from './text/localised.ts';
import type { SmsSize } from './text/sms.ts';
import { smsSize } from './text/sms.ts';

export interface MessageTemplate extends Named {
  /** Whom it is written for; who gets it is said by the process. */
  readonly audience: 'reporter' | 'unit';
  /** What is told at the same time to who follows the case besides its reporter: this message or another; null: nothing. */
  readonly followers: string | null;
  readonly sms: (Localised & { readonly diacritics: boolean }) | null;
  readonly email: { readonly subject: Localised; readonly text: Localised } | null;
}

/**
 * What may stand in a message: register number, due date, link to follow, reason, content, time left, official, unit,
 * category, ward, the demo city's name; days, times in all and times left, as the process gives them. Dates come in as
 * they are to be read.
 */
export const placeholders = [
  'ma',
  'han',
  'link',
  'lydo',
  'noidung',
  'conlai',
  'canbo',
  'donvi',
  'linhvuc',
  'diaban',
  'thanhpho',
  'songay',
  'solan',
  'conlan',
] as const;
export type Placeholder = (typeof placeholders)[number];
export type NoticeValues = { readonly [name in Placeholder]?: string };

export type Channel = 'sms' | 'email';

export interface RenderedNotice {
  readonly subject: string | null;
  readonly text: string;
  /** E-mail only: the text as a plain HTML document body, everything escaped. */
  readonly html: string | null;
  readonly size: SmsSize | null;
}

export type Rendering =
  | { readonly notice: RenderedNotice; readonly missing: readonly [] }
  | { readonly notice: null; readonly missing: readonly string[] };

/** Reads and checks `messages.json`: every text in every language, no unknown placeholder. */
export function parseMessages(text: string | undefined): {
  readonly messages: ReadonlyMap<string, MessageTemplate>;
  readonly faults: readonly ConfigFault[];
} {
  const faults: ConfigFault[] = [];
  const at = openJson('messages.json', text, faults);
  const messages = readByCode(at, 'messages', readMessage);
  for (const { code, followers } of messages.values()) {
    if (followers !== null && messages.get(followers)?.audience !== 'reporter')
      fault(at, `${code}.followers`, `there is no message ${followers} for citizens`);
  }
  return { messages, faults };
}

/**
 * Puts a message into words for one channel.
 * @returns undefined where the message has no text for this channel; else the notice, or what has no value
 */
export function renderNotice(
  template: MessageTemplate,
  channel: Channel,
  language: Language,
  values: NoticeValues,
): Rendering | undefined {
  return channel === 'sms' ? renderSms(template, language, values) : renderEmail(template, language, values);
}

/** Placeholders of a template in one channel and both languages, so that a process can be checked before it runs. */
export function placeholdersOf(template: MessageTemplate): readonly string[] {
  const texts = [template.sms, template.email?.subject, template.email?.text].flatMap((one) =>
    one ? [one.vi, one.en] : [],
  );
  return [...new Set(texts.flatMap(namesIn))];
}

function renderSms(template: MessageTemplate, language: Language, values: NoticeValues): Rendering | undefined {
  if (template.sms === null) return undefined;
  const filled = fill(template.sms[language], values, (value) => value.replace(/\s+/g, ' '));
  if (filled.missing.length > 0) return { notice: null, missing: filled.missing };
  const text = template.sms.diacritics ? filled.text : withoutDiacritics(filled.text);
  return { notice: { subject: null, text, html: null, size: smsSize(text) }, missing: [] };
}

function renderEmail(template: MessageTemplate, language: Language, values: NoticeValues): Rendering | undefined {
  if (template.email === null) return undefined;
  // A line break in a subject would begin another header.
  const subject = fill(template.email.subject[language], values, (value) => value.replace(/[\s\p{Cc}]+/gu, ' '));
  const text = fill(template.email.text[language], values, (value) => value);
  const html = fill(escapeHtml(template.email.text[language]), values, asHtml);
  const missing = [...new Set([...subject.missing, ...text.missing])];
  if (missing.length > 0) return { notice: null, missing };
  const body = html.text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('\n');
  return { notice: { subject: subject.text, text: text.text, html: body, size: null }, missing: [] };
}

function fill(
  template: string,
  values: NoticeValues,
  clean: (value: string) => string,
): { readonly text: string; readonly missing: readonly string[] } {
  const missing: string[] = [];
  const text = template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name as Placeholder] : undefined;
    if (value !== undefined && value.trim() !== '') return clean(value);
    missing.push(name);
    return whole;
  });
  return { text, missing };
}

function asHtml(value: string): string {
  const escaped = escapeHtml(value);
  return /^https?:\/\/\S+$/.test(value) ? `<a href="${escaped}">${escaped}</a>` : escaped;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (one) => entities[one] ?? one);
}

function readMessage(at: Reading): MessageTemplate {
  const code = typeof at.value['code'] === 'string' ? at.value['code'] : '';
  if (!/^[A-Z][A-Z0-9_]*$/.test(code)) fault(at, 'code', 'must be capitals, digits and _');
  const template: MessageTemplate = {
    code,
    name: readLocalised(at, 'name'),
    audience: at.value['audience'] === 'unit' ? 'unit' : 'reporter',
    followers: readTextOrNull(at, 'followers'),
    sms: at.value['sms'] === undefined ? null : readSms(at),
    email: at.value['email'] === undefined ? null : readEmail(readObject(at, 'email')),
  };
  if (template.sms === null && template.email === null) fault(at, 'sms', 'a message needs a text for SMS or e-mail');
  for (const name of placeholdersOf(template)) {
    if (!placeholders.some((known) => known === name)) fault(at, '', `unknown placeholder {${name}}`);
  }
  return template;
}

function readSms(at: Reading): MessageTemplate['sms'] {
  const sms = readObject(at, 'sms');
  return {
    ...readLocalised(at, 'sms'),
    diacritics: sms.value['diacritics'] !== undefined && readFlag(sms, 'diacritics'),
  };
}

/** An e-mail's text is a list of lines in the file, so that it reads well there. */
function readEmail(at: Reading): MessageTemplate['email'] {
  const text = readObject(at, 'text');
  const lines = (language: Language): string => readTexts(text, language).join('\n').normalize('NFC');
  return { subject: readLocalised(at, 'subject'), text: { vi: lines('vi'), en: lines('en') } };
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}
