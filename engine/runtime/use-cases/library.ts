import { type LoadedProgram, loadProgram } from '#engine/bpmn/load-program.ts';
import { type MessageTemplate, parseMessages } from '#engine/cases/notices.ts';
import { parsePack, type ServicePack } from '#engine/cases/service-pack.ts';
import { parseForm } from '#forms/check.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { ServiceResourceRow, ServiceVersionRow } from '../ports/engine.ts';
import type { Tx } from '../ports.ts';
import { refusal } from './refuse.ts';

/** Versions of services, read and parsed once; a published version never changes. */
export interface Library {
  /** @throws Error where there is no such version: rows that name one must not outlive it */
  version(tx: Tx, serviceVersionId: string): Promise<LoadedService>;
  /** The version in force. @throws Refusal 503 `NO_SERVICE`, `SERVICE_ON_HOLD` */
  inForce(tx: Tx, service: string): Promise<LoadedService>;
}

export interface LoadedService {
  readonly row: ServiceVersionRow;
  readonly program: LoadedProgram;
  readonly pack: ServicePack;
  readonly messages: ReadonlyMap<string, MessageTemplate>;
  /** By name: `report` for `forms/report.form.json`. */
  readonly forms: ReadonlyMap<string, FormDefinition>;
}

export function createLibrary(): Library {
  const kept = new Map<string, LoadedService>();
  const version = async (tx: Tx, id: string): Promise<LoadedService> => {
    const known = kept.get(id);
    if (known) return known;
    const row = await tx.engine.services.byId(id);
    if (!row) throw new Error(`there is no service version ${id}`);
    const loaded = await loadService(row, await tx.engine.services.resources(id));
    if (row.state !== 'draft') kept.set(id, loaded);
    return loaded;
  };
  return {
    version,
    async inForce(tx, service) {
      const row = await tx.engine.services.newest(service);
      if (!row) throw refusal('NO_SERVICE');
      if ((row.heldAt ?? null) !== null) throw refusal('SERVICE_ON_HOLD');
      return await version(tx, row.id);
    },
  };
}

/** The name under which processes know a form, from its path; undefined for any other file. */
export function formName(path: string): string | undefined {
  return /^(?:.*\/)?([^/]+)\.form\.json$/.exec(path)?.[1];
}

async function loadService(row: ServiceVersionRow, resources: readonly ServiceResourceRow[]): Promise<LoadedService> {
  const content = (path: string): string | undefined => resources.find((resource) => resource.path === path)?.content;
  const { pack, faults } = parsePack(content('pack.json'));
  if (!pack) throw new Error(`service version ${row.id} has a broken pack.json`, { cause: faults });
  const forms = resources.flatMap(({ path, content: text }): [string, FormDefinition][] => {
    const name = formName(path);
    const { form } = name === undefined ? {} : parseForm(text, path);
    return name !== undefined && form ? [[name, form]] : [];
  });
  const { messages } = parseMessages(content('messages.json'));
  // A version was checked when it was published; what has been added to the rules since does not stop it.
  const program = await loadProgram(resources, { checked: row.state === 'draft' ? 'forPublishing' : 'published' });
  return { row, program, pack, messages, forms: new Map(forms) };
}
