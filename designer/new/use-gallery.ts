/** Services to begin a new one with: those that come with the product, and the city's own. */
import { useQuery } from '@tanstack/react-query';
import type { Localised } from '#engine/runtime/application/common.ts';
import type { NewService, ServiceDetail } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { readResource } from '../queries.ts';
import { readPack } from '../settings/pack-file.ts';

export interface Original {
  readonly key: string;
  readonly name: Localised;
  readonly description: Localised;
  readonly files: Readonly<Record<string, string>>;
}

export function useGallery(asked = true) {
  return useQuery({
    queryKey: ['service-gallery'],
    queryFn: async () =>
      (await api.get<readonly NewService[]>('/service-gallery')).flatMap((pack) => originalOf(pack) ?? []),
    enabled: asked,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** All files of a service as they stand: of its draft, or of the version in use where there is none. */
export function useOriginal(service: string | null) {
  return useQuery({
    queryKey: ['original', service],
    queryFn: async () => {
      const { key, draft, version, resources } = await api.get<ServiceDetail>(`/services/${service}`);
      const files = await Promise.all(
        resources.map(({ path }) => readResource(key, draft === null ? version : 0, path)),
      );
      return originalOf({ key, files }) ?? null;
    },
    enabled: service !== null,
    gcTime: 0,
  });
}

function originalOf({ key, files }: NewService): Original | undefined {
  const texts = Object.fromEntries(files.map(({ path, content }) => [path, content]));
  const pack = readPack(texts['pack.json'] ?? '');
  return pack && { key, name: pack.name, description: pack.description, files: texts };
}
