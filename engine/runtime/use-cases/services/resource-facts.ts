import { loadProgram } from '#engine/bpmn/load-program.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';

/** What kind of thing a file of a service is, by its path; undefined for one that a service cannot hold. */
export function kindOf(path: string): ServiceResourceRow['kind'] | undefined {
  if (!/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*){0,3}$/i.test(path) || path.length > 190) return undefined;
  if (path.endsWith('.bpmn')) return 'process';
  if (path.endsWith('.dmn')) return 'decision';
  if (path.endsWith('.form.json')) return 'form';
  if (path === 'messages.json') return 'messages';
  if (/\.scenario\.(ya?ml|json)$/.test(path)) return 'scenario';
  if (path === 'pack.json' || path === 'README.md') return 'settings';
  return undefined;
}

/** A title for lists: what the file says of itself, else its name. */
export function titleOf(path: string, content: string): string {
  const name = path.split('/').at(-1) ?? path;
  if (path.endsWith('.form.json')) return titleInJson(content) ?? name;
  const xmlName = /<(?:\w+:)?(?:process|definitions)\b[^>]*\bname="([^"]*)"/.exec(content)?.[1];
  return (xmlName ?? name).slice(0, 200);
}

/** Ids of the decisions in a service's DMN files; a broken file has none. */
export async function runnableIn(resources: readonly ServiceResourceRow[]): Promise<Runnable> {
  const { decisions, processes } = await loadProgram(resources);
  return { decisions: Object.keys(decisions).toSorted(), processes: Object.keys(processes).toSorted() };
}

/** Ids of what a diagram may refer to. */
interface Runnable {
  readonly decisions: readonly string[];
  readonly processes: readonly string[];
}

function titleInJson(content: string): string | undefined {
  try {
    const { title } = JSON.parse(content) as { readonly title?: unknown };
    return typeof title === 'string' && title !== '' ? title.slice(0, 200) : undefined;
  } catch {
    return undefined;
  }
}
