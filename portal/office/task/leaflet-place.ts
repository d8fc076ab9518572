import 'leaflet/dist/leaflet.css';
import type { FeatureCollection, MultiPolygon } from 'geojson';
import { circleMarker, geoJSON, map as leafletMap } from 'leaflet';
import type { Point } from '#engine/runtime/application/common.ts';

type Wards = FeatureCollection<MultiPolygon, { readonly name: { readonly vi: string } }>;

/** Draws a map that is looked at, not worked with. @returns what takes it away */
export async function showPlace(frame: HTMLElement, { lon, lat }: Point): Promise<() => void> {
  const wards = (await (await fetch('/map/wards.json')).json()) as Wards;
  const style = getComputedStyle(document.documentElement);
  const map = leafletMap(frame, {
    attributionControl: false,
    zoomControl: false,
    keyboard: false,
    scrollWheelZoom: false,
  });
  geoJSON(wards, {
    interactive: false,
    style: {
      color: style.getPropertyValue('--line-strong'),
      weight: 1.5,
      fillColor: style.getPropertyValue('--paper'),
      fillOpacity: 1,
    },
    onEachFeature: (feature, layer) =>
      layer.bindTooltip(feature.properties.name.vi, { permanent: true, direction: 'center', className: 'ward-name' }),
  }).addTo(map);
  map.setView([lat, lon], 12);
  circleMarker([lat, lon], {
    radius: 9,
    weight: 3,
    color: '#ffffff',
    fillColor: style.getPropertyValue('--late'),
    fillOpacity: 1,
    interactive: false,
  }).addTo(map);
  return () => map.remove();
}
