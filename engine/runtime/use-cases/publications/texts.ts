/** Texts for the public, and what of personal data is left in them. */
import { createHash } from 'node:crypto';
import { findPersonalData, judgedKinds, type PersonalKnowledge } from '#engine/cases/personal-data/find.ts';
import { checkPublication, oneLine, suggestPublicTitle } from '#engine/cases/publication.ts';
import { fold } from '#engine/cases/text/fold.ts';
import type { Finding, FoundInTexts, PublicTexts } from '../../application/publications.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { FieldFault } from '../../refusal.ts';
import type { Context } from '../context.ts';
import { faultRules, placesOf, publicFields } from '../publication-faults.ts';

export const parts = ['title', 'text', 'answer'] as const satisfies readonly (keyof PublicTexts)[];

/** The streets of the city, and the name of who reported, which is shown to nobody. */
export async function knowledgeOf(context: Context, tx: Tx, record: CaseRow): Promise<PersonalKnowledge> {
  const { city } = await context.cities.current(tx);
  const entry = record.vault['name'];
  const name = entry === undefined ? undefined : (await context.vault.read(tx, record.id, [entry])).get(entry);
  // Looked for only where the case's own texts hold it: else who writes could try out names.
  const { text, answer } = await originalsOf(context, tx, record);
  const written = name !== undefined && fold(`${text} ${answer}`).includes(fold(name));
  return { streets: placesOf(city), ...(written && { names: [name] }) };
}

export function foundIn(texts: PublicTexts, known: PersonalKnowledge): FoundInTexts {
  const of = (text: string): readonly Finding[] =>
    findPersonalData(text, known).map(({ kind, start, end }) => ({ kind, start, end, judged: judgedKinds.has(kind) }));
  return { title: of(texts.title), text: of(texts.text), answer: of(texts.answer) };
}

/** As the case holds them: the report's first words, the report, the answer of who handled it. */
export async function originalsOf(context: Context, tx: Tx, record: CaseRow): Promise<PublicTexts> {
  const texts = await textsOf(context, tx, record, ['text', 'answer']);
  return { title: suggestPublicTitle(texts.text ?? ''), text: texts.text ?? '', answer: texts.answer ?? '' };
}

/** What was prepared in the process. */
export async function preparedOf(context: Context, tx: Tx, record: CaseRow): Promise<PublicTexts | null> {
  const fields = parts.map((part) => publicFields[part]);
  const texts = await textsOf(context, tx, record, fields);
  const [title, text, answer] = fields.map((field) => texts[field]);
  return title === undefined || text === undefined || answer === undefined ? null : { title, text, answer };
}

/** @returns faults at the fields of a correction */
export function faultsIn(texts: PublicTexts, kept: readonly string[], known: PersonalKnowledge): readonly FieldFault[] {
  return checkPublication(texts, { known, kept: kept.map(oneLine) }).map(({ path, rule, params }) => ({
    path,
    rule: faultRules[rule],
    params,
  }));
}

/** By which the audit names what was public, without its words. */
export function digestOf({ title, text, answer }: PublicTexts, photos: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([title, text, answer, photos]))
    .digest('hex');
}

async function textsOf<Name extends string>(
  context: Context,
  tx: Tx,
  record: CaseRow,
  names: readonly Name[],
): Promise<{ readonly [name in Name]?: string }> {
  const ids = names.flatMap((name) => record.vault[name] ?? []);
  const texts = await context.vault.read(tx, record.id, ids);
  const found = names.flatMap((name): [Name, string][] => {
    const text = texts.get(record.vault[name] ?? '');
    return text === undefined ? [] : [[name, text]];
  });
  return Object.fromEntries(found) as { [name in Name]?: string };
}
