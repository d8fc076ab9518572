import 'leaflet/dist/leaflet.css';
import { circleMarker, map as leafletMap } from 'leaflet';
import type { Language, Point } from '#engine/runtime/application/common.ts';
import { fetchWards, pinLook, wardsGround } from '#portal/kit/map/wards.ts';

/** Draws a map that is looked at, not worked with. @returns what takes it away */
export async function showPlace(frame: HTMLElement, { lon, lat }: Point, language: Language): Promise<() => void> {
  const wards = await fetchWards();
  const map = leafletMap(frame, {
    attributionControl: false,
    zoomControl: false,
    keyboard: false,
    scrollWheelZoom: false,
  });
  wardsGround(wards, language, { interactive: false }).addTo(map);
  map.setView([lat, lon], 12);
  circleMarker([lat, lon], { ...pinLook(), interactive: false }).addTo(map);
  return () => map.remove();
}
