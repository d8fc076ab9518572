/** Two who change different files of one draft: who comes second goes on with the newer draft. */
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { readResource } from '../queries.ts';

/**
 * @param ours what the file may hold for nobody else to have changed it: what the editor last knew, or what it has just
 *   sent and had no answer to
 * @returns the revision of the newer draft; undefined where somebody has changed the file, or that cannot be told
 */
export async function rebased(
  service: string,
  path: string,
  ours: readonly string[],
): Promise<{ readonly revision: number | null } | undefined> {
  try {
    const { draft, version } = await api.get<ServiceDetail>(`/services/${service}`);
    const { content } = await readResource(service, draft === null ? version : 0, path);
    return ours.includes(content) ? { revision: draft?.revision ?? null } : undefined;
  } catch {
    return undefined;
  }
}
