import type { City } from '#engine/cases/city/city.ts';
import { type MessageTemplate, parseMessages } from '#engine/cases/notices.ts';
import { parsePack } from '#engine/cases/service-pack.ts';
import type { Localised } from '../../application/common.ts';
import type { ServiceDetail, ServiceSummary, Services } from '../../application/services.ts';
import type { ServiceResourceRow, ServiceVersionRow } from '../../ports/engine.ts';
import type { Context } from '../context.ts';
import { formName } from '../library.ts';
import { refusal } from '../refuse.ts';
import { mayDesign, requireDesign } from './allowed.ts';
import { allowedIn } from './problems.ts';
import { runnableIn } from './resource-facts.ts';

export function list(context: Context): Services['list'] {
  return async (actor) =>
    await context.store.transaction(async (tx) => {
      const rows = await tx.engine.services.all();
      const live = await tx.engine.services.liveInstances();
      const summaries: ServiceSummary[] = [];
      for (const key of new Set(rows.map((row) => row.service))) {
        if (!(await mayDesign(context, tx, actor, key))) continue;
        const own = rows.filter((row) => row.service === key);
        const summary = summaryOf(own, live);
        if (summary) summaries.push(summary);
      }
      return summaries;
    });
}

export function get(context: Context): Services['get'] {
  return async (actor, service) =>
    await context.store.transaction(async (tx): Promise<ServiceDetail> => {
      await requireDesign(context, tx, actor, service);
      const rows = (await tx.engine.services.all()).filter((row) => row.service === service);
      const live = await tx.engine.services.liveInstances();
      const summary = summaryOf(rows, live);
      const draft = rows.find((row) => row.state === 'draft');
      const shown = draft ?? newestOf(rows);
      if (!summary || !shown) throw refusal('NOT_FOUND');
      const published = rows.filter((row) => row.state !== 'draft');
      const resources = await tx.engine.services.resources(shown.id);
      const { city } = await context.cities.current(tx);
      const names = new Map(
        (await tx.cases.accounts.byUsernames(rows.flatMap(authors))).map((a) => [a.username, a.displayName]),
      );
      const nameOf = (username: string): string => names.get(username) ?? username;
      return {
        ...summary,
        versions: published.map((row) => ({
          version: row.version,
          publishedAt: row.publishedAt ?? row.createdAt,
          publishedBy: nameOf(row.publishedBy),
          note: row.note,
          liveCases: live.get(row.id) ?? 0,
        })),
        draft: draft
          ? { revision: draft.revision, savedAt: draft.savedAt, savedBy: nameOf(draft.savedBy), basedOn: draft.basedOn }
          : null,
        resources: resources.map(({ path, kind, title }) => ({ path, kind, title })),
        choices: { ...(await choicesIn(city, resources)), ...allowedIn(context) },
      };
    });
}

export function resource(context: Context): Services['resource'] {
  return async (actor, service, version, path) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const row = await tx.engine.services.version(service, version);
      const found = row && (await tx.engine.services.resource(row.id, path));
      if (!found) throw refusal('NOT_FOUND');
      const { kind, title, content } = found;
      return { path, kind, title, content };
    });
}

export function live(context: Context): Services['live'] {
  return async (actor, service, version) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const row = await tx.engine.services.version(service, version);
      if (!row) throw refusal('NOT_FOUND');
      return await tx.engine.services.live(row.id, context.clock());
    });
}

/** The newest published version; the draft has number 0. */
export function newestOf(rows: readonly ServiceVersionRow[]): ServiceVersionRow | undefined {
  return rows.filter((row) => row.state === 'published').toSorted((a, b) => b.version - a.version)[0];
}

function summaryOf(rows: readonly ServiceVersionRow[], live: ReadonlyMap<string, number>): ServiceSummary | undefined {
  const newest = newestOf(rows);
  const draft = rows.find((row) => row.state === 'draft');
  const shown = newest ?? draft;
  return (
    shown && {
      key: shown.service,
      name: shown.name,
      version: newest?.version ?? 0,
      publishedAt: newest?.publishedAt ?? null,
      hasDraft: draft !== undefined,
      liveCases: rows.reduce((sum, row) => sum + (live.get(row.id) ?? 0), 0),
    }
  );
}

function authors(row: ServiceVersionRow): readonly string[] {
  return [row.publishedBy, row.savedBy].filter((username) => username !== '');
}

/** What an editor may pick from: the city's roles and calendars, and what this service itself holds. */
async function choicesIn(
  city: City,
  resources: readonly ServiceResourceRow[],
): Promise<Omit<ServiceDetail['choices'], 'javascript'>> {
  const content = (path: string): string | undefined => resources.find((found) => found.path === path)?.content;
  const { pack } = parsePack(content('pack.json'));
  const { messages } = parseMessages(content('messages.json'));
  const named = (items: Iterable<{ readonly code: string; readonly name: Localised }>) =>
    [...items].map(({ code, name }) => ({ code, name }));
  return {
    roles: [...named(city.roles.values()), { code: 'citizen', name: { vi: 'Người phản ánh', en: 'The reporter' } }],
    stages: [...(pack?.stages ?? city.stages).values()].map(({ code, name, ends }) => ({ code, name, ends })),
    messages: named([...messages.values()] satisfies readonly MessageTemplate[]),
    calendars: named(city.calendars.values()),
    forms: resources.flatMap(({ path }) => formName(path) ?? []).toSorted(),
    ...(await runnableIn(resources)),
  };
}
