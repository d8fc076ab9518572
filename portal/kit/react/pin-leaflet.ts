import 'leaflet/dist/leaflet.css';
import { type CircleMarker, circleMarker, type Map as LeafletMap, map as leafletMap } from 'leaflet';
import type { Language, Point } from '#engine/runtime/application/common.ts';
import { fetchWards, pinLook, wardsGround } from '../map/wards.ts';

/** A map of the wards on which a tap, or Enter in its middle, sets the pin. @returns what takes it away */
export async function openPinMap(
  frame: HTMLElement,
  { language, onPin }: { readonly language: Language; readonly onPin: (point: Point) => void },
): Promise<() => void> {
  const wards = await fetchWards();
  const map = leafletMap(frame, { attributionControl: false, keyboard: true });
  const ground = wardsGround(wards, language, { interactive: true }).addTo(map);
  map.fitBounds(ground.getBounds(), { padding: [8, 8] });
  nameWardsWhenClose(map, frame);
  let pin: CircleMarker | undefined;
  const place = (at: { readonly lat: number; readonly lng: number }) => {
    pin ??= circleMarker(at, pinLook()).addTo(map);
    pin.setLatLng(at);
    onPin({ lon: Number(at.lng.toFixed(6)), lat: Number(at.lat.toFixed(6)) });
  };
  map.on('click', (event) => place(event.latlng));
  frame.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    place(map.getCenter());
  });
  return () => map.remove();
}

/** Names stand on the wards once there is room for them. */
function nameWardsWhenClose(map: LeafletMap, frame: HTMLElement): void {
  const far = map.getZoom();
  map.on('zoomend', () => frame.classList.toggle('named', map.getZoom() > far));
}
