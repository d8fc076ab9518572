/** One file of the draft saved at once, with the revision that the draft has now. */
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';

/** @throws ApiError 409 where somebody else has saved in the same moment */
export async function saveFile(
  service: string,
  { path, content }: { readonly path: string; readonly content: string },
): Promise<void> {
  const { draft } = await api.get<ServiceDetail>(`/services/${service}`);
  await api.put(`/services/${service}/draft/resources/${path}`, { revision: draft?.revision ?? null, content });
}
