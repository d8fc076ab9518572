/** What a text of the city became, and the way back: an earlier state is saved anew, checked with the city of today. */

import { proceduresFile } from '#engine/cases/dossiers/procedures.ts';
import { duplicatesFile } from '#engine/cases/duplicates/settings.ts';
import { handlingFile } from '#engine/cases/organisation/handling.ts';
import type { CityPart } from '../../access.ts';
import type { CityHistory, HistoryText } from '../../application/city-history.ts';
import type { ConfigChange } from '../../application/organisation.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { type CityJson, type CodedJson, textOf } from './coded-text.ts';
import { keepersOf } from './rights.ts';
import { type CityFile, saveTexts } from './save-texts.ts';
import { revisionOf } from './unit-views.ts';

const changesShownMax = 100;

const kept: Readonly<Record<HistoryText, { readonly file: CityFile; readonly part: CityPart }>> = {
  procedures: { file: proceduresFile, part: 'dossiers' },
  duplicates: { file: duplicatesFile, part: 'routing' },
  handling: { file: handlingFile, part: 'routing' },
};

export function cityHistory(context: Context): CityHistory {
  return {
    changes: (actor, text) => keepersOf(context, kept[text].part)(actor, (tx) => changesOf(tx, kept[text].file)),
    restore: (actor, { text, to, revision, note }) =>
      keepersOf(context, kept[text].part)(actor, async (tx) => {
        const { file, part } = kept[text];
        const rows = await tx.cases.reference.changes(file, changesShownMax);
        const old = rows.find((row) => row.revision === to);
        if (old === undefined) throw refusal('NOT_FOUND');
        const now = (await tx.cases.reference.all()).find(({ kind }) => kind === file)?.content ?? '';
        const content = file === proceduresFile ? withLaterProcedures(old.content, now) : old.content;
        await saveTexts(context, tx, actor, { part, texts: [{ file, content, revision }], note });
        return { revision: await revisionOf(tx, file) };
      }),
  };
}

/** The newest first, each with what came, changed and went in it. */
export async function changesOf(tx: Tx, file: CityFile): Promise<readonly ConfigChange[]> {
  const rows = await tx.cases.reference.changes(file, changesShownMax);
  const people = await tx.cases.accounts.byUsernames([...new Set(rows.map((row) => row.changedBy))]);
  const names = new Map(people.map(({ username, displayName }) => [username, displayName]));
  return rows.map((row, index) => ({
    revision: row.revision,
    at: row.changedAt === 0 ? null : row.changedAt,
    by: names.get(row.changedBy) ?? row.changedBy,
    note: row.note,
    ...difference(rows[index + 1]?.content, row.content),
  }));
}

function difference(before: string | undefined, after: string): Pick<ConfigChange, 'added' | 'changed' | 'removed'> {
  if (before === undefined) return { added: [], changed: [], removed: [] };
  const [old, now] = [partsOf(before), partsOf(after)];
  return {
    added: [...now.keys()].filter((name) => !old.has(name)),
    changed: [...now].flatMap(([name, text]) => (old.has(name) && old.get(name) !== text ? [name] : [])),
    removed: [...old.keys()].filter((name) => !now.has(name)),
  };
}

/** Things with codes by their code, everything else by the name of its entry. */
function partsOf(content: string): ReadonlyMap<string, string> {
  const text = (content === '' ? {} : JSON.parse(content)) as CityJson;
  return new Map(
    Object.entries(text).flatMap(([key, value]): (readonly [string, string])[] =>
      isCoded(value) ? value.map((one) => [one.code, JSON.stringify(one)]) : [[key, JSON.stringify(value)]],
    ),
  );
}

function isCoded(value: unknown): value is readonly CodedJson[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one?.code === 'string');
}

/** Dossiers may have been received by a procedure that came later: it stays, and is ended by its last day alone. */
function withLaterProcedures(old: string, now: string): string {
  const [before, today] = [old, now].map((one) => (one === '' ? {} : (JSON.parse(one) as CityJson)));
  const listed = (text: CityJson | undefined, key: string) => (text?.[key] ?? []) as readonly CodedJson[];
  const merged = (key: string) => {
    const known = new Set(listed(before, key).map(({ code }) => code));
    return [...listed(before, key), ...listed(today, key).filter(({ code }) => !known.has(code))];
  };
  return textOf({ ...before, fields: merged('fields'), procedures: merged('procedures') });
}
