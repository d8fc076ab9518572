import { parsePack } from '#engine/cases/service-pack.ts';
import type { Actor } from '../../application/common.ts';
import type { NewService, Services } from '../../application/services.ts';
import type { ServiceResourceRow, ServiceVersionRow } from '../../ports/engine.ts';
import type { FieldFault } from '../../refusal.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';
import { mayDesign } from './allowed.ts';
import { allowedIn, problemsOf, resourceCharactersMax } from './problems.ts';
import { kindOf, titleOf } from './resource-facts.ts';

const filesMax = 300;

/** Pages of the designer stand beside the services; a service of that name could not be opened. */
const taken: ReadonlySet<string> = new Set(['operations', 'connections', 'city', 'import', 'new']);

/** All of it or nothing: a service that another one already has made by then is left as it is. */
export function create(context: Context): Services['create'] {
  return async (actor, service) => {
    const { key, files } = service;
    return await context.store.transaction(async (tx) => {
      if (!(await mayDesign(context, tx, actor, key))) throw refusal('FORBIDDEN');
      const faults = faultsOf(service);
      if (faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
      if ((await tx.engine.services.draft(key)) ?? (await tx.engine.services.newest(key))) {
        throw refusal('SERVICE_EXISTS', { key });
      }
      const resources = files.map((file) => ({
        ...file,
        kind: kindOf(file.path),
        title: titleOf(file.path, file.content),
      }));
      const rows = resources.filter((file): file is ServiceResourceRow => file.kind !== undefined);
      await tx.engine.services.insert(versionOf(context, actor, service), rows);
      const event = { actor: actor.username, action: 'service.create', subject: `service:${key}` };
      await audit(context, tx, event, context.clock());
      return { revision: 1, problems: await problemsOf(rows, allowedIn(context)) };
    });
  };
}

/** What may be given: who may design anything at all sees it. */
export function givees(context: Context): Services['givees'] {
  return async (actor) =>
    await context.store.transaction(async (tx) => {
      const scope = await scopeOf(context, tx, actor, { action: 'design', subject: 'Service' });
      if (scope.length === 0) throw refusal('FORBIDDEN');
      const { city } = await context.cities.current(tx);
      const named = ({
        code,
        name,
      }: {
        readonly code: string;
        readonly name: { readonly vi: string; readonly en: string };
      }) => ({
        code,
        name,
      });
      return {
        roles: [...city.roles.values()].map(named),
        units: [...city.units.values()].map(named),
        calendars: [...city.calendars.values()].map(named),
        stages: [...city.stages.values()].map(({ pausesClock, answered, ends, ...stage }) => ({
          ...named(stage),
          pausesClock,
          answers: answered || ends,
        })),
      };
    });
}

/** A key that a service can have. @throws Refusal 422 at the path */
export function mustBeKey(key: string, path: string): void {
  if (taken.has(key) || !/^[a-z0-9][a-z0-9-]{0,99}$/.test(key)) {
    throw refusal('INVALID_FIELDS', {}, [{ path, rule: 'invalid' }]);
  }
}

/** Whole services as files, each of which is copied under a key of the city's own. */
export function gallery(context: Context): Services['gallery'] {
  return async (actor) => {
    await context.store.transaction(async (tx) => {
      const scope = await scopeOf(context, tx, actor, { action: 'design', subject: 'Service' });
      if (scope.length === 0) throw refusal('FORBIDDEN');
    });
    const shipped = await context.shipped?.();
    return Object.entries(shipped ?? {}).map(([key, texts]) => ({
      key,
      files: Object.entries(texts).flatMap(([path, content]) => (kindOf(path) === undefined ? [] : { path, content })),
    }));
  };
}

function faultsOf({ key, files }: NewService): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  const { pack } = parsePack(files.find(({ path }) => path === 'pack.json')?.content);
  if (taken.has(key) || (pack !== undefined && pack.key !== key)) faults.push({ path: 'key', rule: 'invalid' });
  if (pack === undefined) faults.push({ path: 'files.pack.json', rule: 'invalid' });
  if (files.length > filesMax) faults.push({ path: 'files', rule: 'maxCount', params: { max: filesMax } });
  const paths = new Set<string>();
  for (const { path, content } of files) {
    if (kindOf(path) === undefined || paths.has(path)) faults.push({ path: `files.${path}`, rule: 'invalid' });
    if (content.length > resourceCharactersMax) faults.push({ path: `files.${path}`, rule: 'maxLength' });
    paths.add(path);
  }
  return faults;
}

function versionOf(context: Context, { username }: Actor, { key, files }: NewService): ServiceVersionRow {
  const now = context.clock();
  const { pack } = parsePack(files.find(({ path }) => path === 'pack.json')?.content);
  const made = { createdAt: now, createdBy: username, savedAt: now, savedBy: username };
  return {
    ...made,
    id: context.newId(now),
    service: key,
    version: 0,
    state: 'draft',
    revision: 1,
    basedOn: 0,
    name: pack?.name ?? { vi: key, en: key },
    note: '',
    publishedAt: null,
    publishedBy: '',
  };
}
