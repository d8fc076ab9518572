/**
 * Cases from before telephone, identity number and e-mail address were indexed are found by them as well: their vaults are
 * read once, a page at a time. How far it is stands beside what it wrote, in the same transaction, so that it goes on
 * wherever it was killed; cases that come in meanwhile are indexed as they come.
 */
import type { Instant } from '#engine/core/values.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { personWord } from '../search-words.ts';

const mark = 'contacts-indexed';
const all = 'all';
const beforeAll = '00000000-0000-0000-0000-000000000000';
const page = 50;
const pagesMax = 20;
const fields = ['phone', 'email', 'idNumber'] as const;

export async function indexContacts(context: Context, now: Instant): Promise<{ readonly done: number }> {
  let done = 0;
  for (let turn = 0; turn < pagesMax; turn += 1) {
    const indexed = await context.store.transaction((tx) => indexPage(context, tx, now));
    if (indexed === undefined) return { done };
    done += indexed;
  }
  return { done };
}

/** @returns of how many cases something was written; undefined where nothing is left */
async function indexPage(context: Context, tx: Tx, now: Instant): Promise<number | undefined> {
  const after = (await tx.engine.marks.get(mark))?.content ?? beforeAll;
  if (after === all) return undefined;
  const rows = await tx.cases.records.after(after, page);
  let done = 0;
  for (const row of rows) {
    if (row.state === 'erased' || row.search.includes('~')) continue;
    const entries = fields.flatMap((field) => row.vault[field] ?? []);
    const texts = entries.length === 0 ? new Map() : await context.vault.read(tx, row.id, entries);
    const words = [...texts.values()].flatMap((text) => personWord(context.secrets, text) ?? []);
    if (words.length > 0 && (await tx.cases.records.addContacts(row, [...new Set(words)]))) done += 1;
  }
  const last = rows.at(-1)?.id;
  await tx.engine.marks.put({ name: mark, content: rows.length < page || last === undefined ? all : last, at: now });
  return done;
}
