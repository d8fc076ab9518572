/** Where a file of a service is opened for editing. */
import type { ResourceSummary } from '#engine/runtime/application/services.ts';

/** @returns the way below the service; null where nobody edits it by hand */
export function editPath(resource: ResourceSummary): string | null {
  if (resource.kind === 'process') return 'process';
  if (resource.kind === 'messages') return 'messages';
  if (resource.path === 'pack.json') return 'settings';
  const name = resource.path.split('/').at(-1) ?? '';
  if (resource.kind === 'form') return `forms/${name.replace(/\.form\.json$/, '')}`;
  if (resource.kind === 'decision') return `decisions/${name.replace(/\.dmn$/, '')}`;
  return null;
}
