/** The ground of every map: the city's wards with their names, in the colours of the page. */
import type { FeatureCollection, MultiPolygon } from 'geojson';
import { type CircleMarkerOptions, type GeoJSON, geoJSON } from 'leaflet';
import type { Language } from '#engine/runtime/application/common.ts';

export type Wards = FeatureCollection<MultiPolygon, { readonly code: string; readonly name: Record<Language, string> }>;

export async function fetchWards(): Promise<Wards> {
  return (await (await fetch('/map/wards.json')).json()) as Wards;
}

export function wardsGround(
  wards: Wards,
  language: Language,
  { interactive }: { readonly interactive: boolean },
): GeoJSON {
  return geoJSON(wards, {
    interactive,
    style: { color: colour('--line-strong'), weight: 1.5, fillColor: colour('--paper'), fillOpacity: 1 },
    onEachFeature: (feature, layer) =>
      layer.bindTooltip(feature.properties.name[language], {
        permanent: true,
        direction: 'center',
        className: 'ward-name',
      }),
  });
}

/** How the one place looks that a map is about. */
export function pinLook(): CircleMarkerOptions {
  return { radius: 10, weight: 3, color: '#ffffff', fillColor: colour('--late'), fillOpacity: 1 };
}

function colour(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token);
}
