/** Versions of services and their resources: administration, so through MikroORM. */
import type { FilterQuery, InferEntity } from '@mikro-orm/sql';
import type { DraftChange, ServiceResourceRow, ServiceTable, ServiceVersionRow } from '#engine/runtime/ports/engine.ts';
import type { TxContext } from '../context.ts';
import { ServiceResource, ServiceVersion } from '../entities/engine.ts';
import { uuidToBytes } from '../uuid.ts';
import { idIn, numberIn, textIn } from './rows.ts';
import { lateTask, openTask } from './standing.ts';

type VersionEntity = InferEntity<typeof ServiceVersion>;
type ResourceEntity = InferEntity<typeof ServiceResource>;

/** Always the rows as they stand, never as an earlier query of the same transaction saw them. */
const fresh = { disableIdentityMap: true } as const;

export function serviceTable(context: TxContext): ServiceTable {
  const one = async (where: FilterQuery<VersionEntity>) => {
    const [found] = await context
      .em()
      .find(ServiceVersion, where, { ...fresh, orderBy: { version: 'desc' }, limit: 1 });
    return found && versionFrom(found);
  };
  return {
    newest: (service) => one({ service: word(service), state: 'published' }),
    draft: (service) => one({ service: word(service), version: 0 }),
    version: (service, version) => one({ service: word(service), version: Number(version) }),
    byId: (id) => one({ id: word(id) }),
    versions: async (service) => (await publishedOf(context, word(service))).map(versionFrom),
    async all() {
      const rows = await context
        .em()
        .find(ServiceVersion, {}, { ...fresh, orderBy: { service: 'asc', version: 'desc' } });
      return rows.map(versionFrom);
    },
    async insert(version, resources) {
      await context.em().insert(ServiceVersion, entityOf(version));
      if (resources.length > 0) {
        await context.em().insertMany(
          ServiceResource,
          resources.map((resource) => ({ ...plain(resource), versionId: version.id })),
        );
      }
    },
    async summaries(versionId) {
      const rows = await context.sql.all(
        'select path, kind, title from service_resource where version_id = ? order by path',
        [uuidToBytes(versionId)],
      );
      return rows.map((row) => ({
        path: textIn(row, 'path'),
        kind: textIn(row, 'kind') as ServiceResourceRow['kind'],
        title: textIn(row, 'title'),
      }));
    },
    async resources(versionId) {
      const found = await context
        .em()
        .find(ServiceResource, { versionId: word(versionId) }, { ...fresh, orderBy: { path: 'asc' } });
      return found.map(resourceFrom);
    },
    async resource(versionId, path) {
      const found = await context
        .em()
        .findOne(ServiceResource, { versionId: word(versionId), path: word(path) }, fresh);
      return found === null ? undefined : resourceFrom(found);
    },
    ...draftsOf(context),
    ...countsOf(context),
  };
}

function draftsOf(
  context: TxContext,
): Pick<ServiceTable, 'saveResource' | 'removeResource' | 'rename' | 'publish' | 'hold' | 'discard'> {
  /** Raises the draft's revision if it still is the one that the change builds on. */
  const change = async (draft: DraftChange, data: Partial<VersionEntity> = {}) => {
    const touched = await context
      .em()
      .nativeUpdate(
        ServiceVersion,
        { id: word(draft.id), version: 0, revision: Number(draft.revision) },
        { revision: draft.revision + 1, savedAt: draft.at, savedBy: draft.by, ...authorsOf(draft), ...data },
      );
    return touched === 1;
  };
  const removePath = (draft: DraftChange, path: string) =>
    context.em().nativeDelete(ServiceResource, { versionId: word(draft.id), path: word(path) });
  return {
    async saveResource(draft, resource) {
      if (!(await change(draft))) return false;
      await removePath(draft, resource.path);
      await context.em().insert(ServiceResource, { ...plain(resource), versionId: draft.id });
      return true;
    },
    async removeResource(draft, path) {
      if (!(await change(draft))) return false;
      await removePath(draft, path);
      return true;
    },
    rename: (draft, name) => change(draft, { nameVi: name.vi, nameEn: name.en }),
    publish: (draft, version, note) =>
      change(draft, {
        version,
        state: 'published',
        note,
        publishedAt: draft.at,
        publishedBy: draft.by,
      }),
    async hold(id, heldAt) {
      const touched = await context
        .em()
        .nativeUpdate(ServiceVersion, { id: word(id), version: { $gt: 0 } }, { heldAt });
      return touched === 1;
    },
    async discard(draftId) {
      const removed = await context.em().nativeDelete(ServiceVersion, { id: word(draftId), version: 0 });
      if (removed === 1) await context.em().nativeDelete(ServiceResource, { versionId: word(draftId) });
      return removed === 1;
    },
  };
}

function countsOf({ sql }: TxContext): Pick<ServiceTable, 'liveInstances' | 'live'> {
  return {
    async liveInstances() {
      const rows = await sql.all(
        `select service_version_id, count(*) as live from process_instance where state in ('active', 'suspended') group by service_version_id`,
      );
      return new Map(rows.map((row) => [idIn(row, 'service_version_id'), numberIn(row, 'live')]));
    },
    async live(versionId, now) {
      const [id, late] = [uuidToBytes(versionId), lateTask(now)];
      const rows = await sql.all(
        `select element, sum(waiting) as waiting, sum(late) as late, sum(incidents) as incidents from (
          select element, 1 as waiting, case when ${late.sql} then 1 else 0 end as late, 0 as incidents
            from task where service_version_id = ? and ${openTask}
          union all select element, 1, 0, 0 from job where service_version_id = ? and kind = 'connector'
          union all select element, 0, 0, 1 from incident where is_open = 1 and service_version_id = ?
        ) as standing group by element order by element`,
        [...late.params, id, id, id],
      );
      return rows.map((row) => ({
        element: textIn(row, 'element'),
        waiting: numberIn(row, 'waiting'),
        late: numberIn(row, 'late'),
        incidents: numberIn(row, 'incidents'),
      }));
    },
  };
}

function publishedOf(context: TxContext, service: string): Promise<VersionEntity[]> {
  return context
    .em()
    .find(ServiceVersion, { service, version: { $gt: 0 } }, { ...fresh, orderBy: { version: 'desc' } });
}

/** MikroORM reads `{}` as "any value": whatever the types say, nothing but a text gets into a condition. */
function word(value: string): string {
  if (typeof value !== 'string') throw new TypeError('A condition takes a text.');
  return value;
}

function plain({ path, kind, title, content }: ServiceResourceRow) {
  return { path, kind, title, content };
}

function entityOf({ name, heldAt = null, authors, ...version }: ServiceVersionRow): VersionEntity {
  const known = { authors: null, ...authorsOf({ authors }) };
  return { ...version, ...known, heldAt, nameVi: name.vi, nameEn: name.en };
}

function authorsOf({ authors }: { readonly authors?: readonly string[] | undefined }) {
  return authors === undefined ? {} : { authors: JSON.stringify(authors) };
}

function versionFrom({ nameVi, nameEn, ...row }: VersionEntity): ServiceVersionRow {
  return {
    id: row.id,
    service: row.service,
    version: row.version,
    state: row.state as ServiceVersionRow['state'],
    revision: row.revision,
    basedOn: row.basedOn,
    name: { vi: nameVi, en: nameEn },
    note: row.note,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    savedAt: row.savedAt,
    savedBy: row.savedBy,
    publishedAt: row.publishedAt ?? null,
    publishedBy: row.publishedBy,
    heldAt: row.heldAt ?? null,
    ...(row.authors != null && { authors: JSON.parse(row.authors) as readonly string[] }),
  };
}

function resourceFrom({ path, kind, title, content }: ResourceEntity): ServiceResourceRow {
  return { path, kind: kind as ServiceResourceRow['kind'], title, content };
}
