/** The other half of the comparison: figures, ratings, the register, what is public, what runs, what units have. */
import { ratingsShownFrom } from '#engine/cases/ratings.ts';
import type { FiguresBy } from '#engine/runtime/application/history.ts';
import type { Measure } from '#engine/runtime/history/measures.ts';
import type { FigureRow } from '#engine/runtime/ports/figures.ts';
import type { RatingsBy } from '#engine/runtime/ports/ratings.ts';
import { type Asked, unlessForbidden } from './compare.ts';
import { byTime } from './oracle.ts';
import { may, mayAny } from './rules.ts';

/** @param days ISO dates and their numbers by the city's calendar */
export async function compareFigures(
  { application, world, actor, same }: Asked,
  days: { readonly from: string; readonly to: string; readonly numbers: readonly [from: number, to: number] },
): Promise<void> {
  const read = may(actor, 'read', 'Figure');
  const rows = world.figures.filter(({ day }) => day >= days.numbers[0] && day <= days.numbers[1]).filter(read);
  const allowed = mayAny(actor, 'read', 'Figure');
  for (const by of ['element', 'unit', 'day'] as const satisfies readonly FiguresBy[]) {
    for (const unit of [undefined, '99016-KTHT']) {
      const asked = {
        service: 'citizen-feedback',
        from: days.from,
        to: days.to,
        by,
        ...(unit !== undefined && { unit }),
      };
      const found = await unlessForbidden(() => application.history.figures(actor, asked));
      same('figures.done', found !== undefined, allowed);
      if (found === undefined) continue;
      const chosen = rows.filter(
        (row) => (unit === undefined || row.unit === unit) && (by === 'element' || row.unit !== ''),
      );
      const units = chosen.filter((row) => row.unit !== '');
      same('figures.done', found.totals.completed, sum(units, 'completed'));
      same('figures.late', found.totals.late, sum(units, 'late'));
      const table = (measure: 'completed' | 'late') => found.lines.reduce((all, line) => all + line[measure], 0);
      // The lines, and the download that is made of them, hold the same.
      same('figures.done', table('completed'), sum(chosen, 'completed'));
      same('figures.late', table('late'), sum(chosen, 'late'));
      if (by !== 'element') same('figures.done', table('completed'), found.totals.completed);
      const waited = found.lines.reduce((all, { waiting }) => all + (waiting?.times ?? 0), 0);
      same('figures.spans', waited, sum(chosen, 'waiting'));
      same('figures.uncounted', found.uncounted, world.instances.filter(({ version }) => version !== 0).length);
    }
  }
}

export async function compareRatings({ application, world, actor, same }: Asked): Promise<void> {
  const read = may(actor, 'read', 'Figure');
  const seen = world.ratingSums.filter((row) => read({ ...row, measure: 'rated' }));
  for (const by of ['month', 'unit', 'category'] as const satisfies readonly RatingsBy[]) {
    const asked = { from: '2026-10', to: '2026-11', by };
    const found = await unlessForbidden(() => application.history.ratings(actor, asked));
    same('ratings.sums', found !== undefined, mayAny(actor, 'read', 'Figure'));
    if (found === undefined) continue;
    const times = (rows: typeof seen) => rows.reduce((all, row) => all + row.times, 0);
    const enough = times(seen) >= ratingsShownFrom;
    same('ratings.sums', found.total?.times ?? null, enough ? times(seen) : null);
    same(
      'ratings.sums',
      found.lines.reduce((all, line) => all + line.times, 0),
      enough ? times(seen) : 0,
    );
    same(
      'ratings.sums',
      found.lines.filter((line) => line.times < ratingsShownFrom),
      [],
    );
    const groups = Map.groupBy(seen, (row) => row[by]);
    for (const { key, times: told } of found.lines)
      if (key !== null) same('ratings.sums', told, times(groups.get(key) ?? []));
  }
  const ofCase = may(actor, 'read', 'Case');
  const records = new Map(world.cases.map((record) => [record.id, record]));
  const comments = await unlessForbidden(() => application.history.ratingComments(actor, {}));
  const newest = byTime(
    world.ratings.filter(({ caseId }) => ofCase(records.get(caseId) ?? {})),
    () => 0,
    true,
  ).slice(0, 30);
  const expected = newest.map(({ caseId }) => records.get(caseId)?.registerNumber);
  if (comments !== undefined)
    same(
      'ratings.comments',
      comments.map(({ registerNumber }) => registerNumber),
      expected,
    );
}

export async function compareRegister(
  { application, world, actor, same }: Asked,
  span: { readonly from: string; readonly to: string; readonly instants: readonly [from: number, to: number] },
): Promise<void> {
  const { from, to, instants } = span;
  const read = may(actor, 'read', 'Dossier');
  const states = new Map(world.cases.map(({ id, state }) => [id, state]));
  for (const state of [undefined, 'open', 'closed'] as const) {
    const rows = world.dossiers.filter(
      (row) =>
        read({ ...row, procedure: row.procedureCode }) &&
        row.receivedAt >= instants[0] &&
        row.receivedAt < instants[1] &&
        (state === undefined || states.get(row.caseId) === state),
    );
    const expected = rows
      .toSorted((a, b) => a.receivedAt - b.receivedAt || (a.caseId < b.caseId ? -1 : 1))
      .map(({ code }) => code);
    const query = { from, to, ...(state !== undefined && { state }) };
    const listed: string[] = [];
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const page = await application.documents.register(actor, { ...query, ...(after !== undefined && { after }) });
      listed.push(...page.entries.map(({ code }) => code));
      after = page.next ?? undefined;
    }
    same('dossiers.register', listed, expected);
    for (const as of ['print', 'csv'] as const) {
      const written: string[] = [];
      for await (const piece of (await application.documents.wholeRegister(actor, query, as)).pieces)
        written.push(...piece.map(({ code }) => code));
      same('dossiers.register', written, expected);
    }
  }
}

export async function comparePublic({ application, world, actor, same }: Asked): Promise<void> {
  const records = new Map(world.cases.map((record) => [record.id, record]));
  const within = (...actions: readonly string[]) => {
    const rights = actions.map((action) => may(actor, action, 'Case'));
    return ({ caseId }: { readonly caseId: string }) => rights.every((right) => right(records.get(caseId) ?? {}));
  };
  const waiting = world.versions
    .filter(({ state }) => state === 'prepared')
    .filter(within('approvePublication', 'read'));
  const prepared = byTime(waiting, ({ preparedAt }) => preparedAt).slice(0, 200);
  same(
    'publications.waiting',
    (await application.publications.waiting(actor)).map(({ caseId }) => caseId),
    prepared.map(({ caseId }) => caseId),
  );
  for (const q of ['', 'duong', 'rac']) {
    const found = world.publications
      .filter(({ search }) => q === '' || search.split(' ').includes(q))
      .filter(within('redact', 'read'));
    const newest = byTime(found, ({ publishedAt }) => publishedAt, true).slice(0, 20);
    same(
      'publications.public',
      (await application.publications.find(actor, q)).map(({ caseId }) => caseId),
      newest.map(({ caseId }) => caseId),
    );
  }
}

/** Everybody sees the same, so this is asked once. */
export async function compareResults({ application, world, same }: Asked): Promise<void> {
  const queries = [
    {},
    { category: 'HT-TN' },
    { ward: '99016' },
    { category: 'MT-RAC', ward: '99001' },
    { q: 'duong' },
    { q: 'den', ward: '99016' },
  ];
  for (const query of queries) {
    const { category, ward, q } = query as { category?: string; ward?: string; q?: string };
    const rows = world.publications.filter(
      (row) =>
        (!category || row.category === category) &&
        (!ward || row.ward === ward) &&
        (!q || row.search.split(' ').includes(q)),
    );
    const expected = byTime(rows, ({ publishedAt }) => publishedAt, true);
    const slugs: string[] = [];
    const late: boolean[] = [];
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const page = await application.results.list({ ...query, ...(after !== undefined && { after }) });
      same('results.public', page.total, rows.length);
      slugs.push(...page.items.map(({ slug }) => slug));
      late.push(...page.items.map((item) => item.late));
      after = page.next ?? undefined;
    }
    same(
      'results.public',
      slugs,
      expected.map(({ slug }) => slug),
    );
    same(
      'results.public',
      late,
      expected.map(({ dueAt, handledAt }) => dueAt !== null && handledAt > dueAt),
    );
  }
}

export async function compareTogether({ application, world, actor, same }: Asked): Promise<void> {
  const read = may(actor, 'read', 'Case');
  const mains = [...new Set(world.cases.flatMap(({ mergedInto }) => mergedInto ?? []))].slice(-2);
  for (const record of world.cases.filter(({ id }) => mains.includes(id))) {
    const found = await unlessForbidden(() => application.duplicates.together(actor, record.id));
    same('duplicates.merged', found !== undefined, read(record));
    if (found === undefined) continue;
    const merged = world.cases.filter((one) => one.mergedInto === record.id && read(one)).map(({ id }) => id);
    same('duplicates.merged', found.merged.map(({ caseId }) => caseId).toSorted(), merged.toSorted());
    same('duplicates.followers', found.followers, record.followers);
  }
}

function sum(rows: readonly FigureRow[], measure: Measure): number {
  return rows.reduce((all, row) => (row.measure === measure ? all + row.times : all), 0);
}
