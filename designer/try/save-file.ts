/** One file of the draft saved or taken away at once, with the revision that the draft has now. */
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';

/** @throws ApiError 409 where somebody else has saved in the same moment */
export async function saveFile(
  service: string,
  { path, content }: { readonly path: string; readonly content: string },
): Promise<void> {
  await api.put(`/services/${service}/draft/resources/${path}`, { revision: await revisionOf(service), content });
}

/** @throws ApiError as {@link saveFile} */
export async function removeFile(service: string, path: string): Promise<void> {
  const revision = await revisionOf(service);
  const query = revision === null ? '' : `?revision=${revision}`;
  await api.delete(`/services/${service}/draft/resources/${path}${query}`);
}

async function revisionOf(service: string): Promise<number | null> {
  const { draft } = await api.get<ServiceDetail>(`/services/${service}`);
  return draft?.revision ?? null;
}
