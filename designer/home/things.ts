/** What has to be settled in a service, each with what is wrong with it and where it is mended. */
import type { Problem, ResourceSummary } from '#engine/runtime/application/services.ts';

export type ThingKind = 'process' | 'forms' | 'decisions' | 'messages' | 'settings';

export interface Thing {
  readonly kind: ThingKind;
  readonly resources: readonly ResourceSummary[];
  readonly problems: readonly Problem[];
}

const kinds: Readonly<Record<ThingKind, ResourceSummary['kind']>> = {
  process: 'process',
  forms: 'form',
  decisions: 'decision',
  messages: 'messages',
  settings: 'settings',
};

export function thingsOf(resources: readonly ResourceSummary[], problems: readonly Problem[]): readonly Thing[] {
  return (Object.keys(kinds) as ThingKind[]).map((kind) => {
    const own = resources.filter((resource) => resource.kind === kinds[kind] && resource.path !== 'README.md');
    const paths = new Set(own.map(({ path }) => path));
    return { kind, resources: own, problems: problems.filter(({ path }) => paths.has(path)) };
  });
}

export function isSettled(thing: Thing): boolean {
  return thing.problems.every(({ severity }) => severity !== 'error');
}

/** Where a file is opened for editing, below the service. */
export function editPath(resource: ResourceSummary): string | null {
  if (resource.kind === 'process') return 'process';
  if (resource.kind === 'messages') return 'messages';
  if (resource.path === 'pack.json') return 'settings';
  const name = resource.path.split('/').at(-1) ?? '';
  if (resource.kind === 'form') return `forms/${name.replace(/\.form\.json$/, '')}`;
  if (resource.kind === 'decision') return `decisions/${name.replace(/\.dmn$/, '')}`;
  return null;
}
