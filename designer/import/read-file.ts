/** A chosen file, read with the engine's own importer, and where in the service it will stand. */

import { decodeXml } from '#engine/bpmn/interchange/decode-xml.ts';
import { allExecutable } from '#engine/bpmn/interchange/executable.ts';
import { importBpmn } from '#engine/bpmn/interchange/import-file.ts';
import type { Imported } from '#engine/bpmn/interchange/importing.ts';
import type { ResourceText } from '#engine/bpmn/load-program.ts';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { readResource } from '../queries.ts';

export interface ReadFile {
  /** Its name on the administrator's computer. */
  readonly file: string;
  /** Where it goes in the service. */
  readonly path: string;
  readonly replaces: boolean;
  readonly imported: Imported;
  /** Whether the file called none of its processes executable, and was marked so. */
  readonly marked: boolean;
  /** The settings with another process to begin with, where the imported one has another id. */
  readonly settings: { readonly before: string; readonly process: string; readonly content: string } | null;
}

export async function readFile(file: File, detail: ServiceDetail): Promise<ReadFile> {
  const path = pathFor(file.name, detail);
  const version = detail.draft === null ? detail.version : 0;
  const wanted = detail.resources.filter((one) => one.kind === 'decision' && one.path !== path);
  const decisions = await Promise.all(wanted.map((one) => readResource(detail.key, version, one.path)));
  // Forms count by their path only.
  const forms = detail.resources.filter(({ kind }) => kind === 'form').map((one) => ({ path: one.path, content: '' }));
  const others = [...decisions, ...forms];
  const { imported, marked } = await runnable(decodeXml(new Uint8Array(await file.arrayBuffer())), path, others);
  return {
    file: file.name,
    path,
    replaces: detail.resources.some((one) => one.path === path),
    imported,
    marked,
    settings: path.endsWith('.bpmn') ? await settingsFor(imported, detail, version) : null,
  };
}

/** Whoever puts a picture into a service means it to run. */
async function runnable(xml: string, path: string, others: readonly ResourceText[]) {
  const imported = await importBpmn(xml, path, others);
  const runs = imported.xml === null || imported.processes.length > 0 || !path.endsWith('.bpmn');
  return runs
    ? { imported, marked: false }
    : { imported: await importBpmn(allExecutable(xml), path, others), marked: true };
}

/** A process takes the place of the service's own; a decision keeps its name. */
function pathFor(name: string, detail: ServiceDetail): string {
  if (!/\.dmn$/i.test(name)) {
    return detail.resources.find(({ kind }) => kind === 'process')?.path ?? `${detail.key}.bpmn`;
  }
  const plain = name
    .replace(/\.dmn$/i, '')
    .normalize('NFD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-+$/g, '');
  return `${plain === '' ? 'decision' : plain}.dmn`;
}

async function settingsFor(
  { processes }: Imported,
  detail: ServiceDetail,
  version: number,
): Promise<ReadFile['settings']> {
  const [first] = processes;
  const pack = detail.resources.find(({ path }) => path === 'pack.json');
  if (first === undefined || pack === undefined) return null;
  const { content } = await readResource(detail.key, version, pack.path);
  const settings = JSON.parse(content) as { readonly process?: unknown };
  if (typeof settings.process !== 'string' || processes.includes(settings.process)) return null;
  const next = { ...settings, process: first };
  return { before: settings.process, process: first, content: `${JSON.stringify(next, null, 2)}\n` };
}
