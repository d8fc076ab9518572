import 'leaflet/dist/leaflet.css';
import {
  type CircleMarker,
  circleMarker,
  control,
  type LatLng,
  type Map as LeafletMap,
  latLng,
  map as leafletMap,
} from 'leaflet';
import type { Language } from '#engine/runtime/application/common.ts';
import { fetchWards, pinLook, type Wards, wardsGround } from '#portal/kit/map/wards.ts';
import type { Translate } from '#portal/kit/text.ts';
import type { islandTexts } from '#portal/kit/texts/islands.ts';
import { degrees } from './degrees.ts';

interface Words {
  readonly t: Translate<keyof (typeof islandTexts)['vi'] & string>;
  readonly language: Language;
}

/** Puts the map into a location field and keeps its two number fields true. */
export async function openMap(field: HTMLElement, words: Words): Promise<void> {
  const { t } = words;
  const wards = await fetchWards();
  const parts = inputs(field);
  const { frame, status, here } = furniture(field, t);
  const map = leafletMap(frame, { attributionControl: false, zoomControl: false, keyboard: true });
  control.zoom({ zoomInTitle: t('zoomIn'), zoomOutTitle: t('zoomOut') }).addTo(map);
  const ground = wardsGround(wards, words.language, { interactive: true }).addTo(map);
  map.fitBounds(ground.getBounds(), { padding: [8, 8] });
  map.setMaxBounds(ground.getBounds().pad(0.5));
  nameWardsWhenClose(map, frame);
  let pin: CircleMarker | undefined;
  const place = (at: LatLng, move = false) => {
    pin ??= circleMarker(at, pinLook()).addTo(map);
    pin.setLatLng(at);
    if (move) map.setView(at, Math.max(map.getZoom(), 14));
    parts.lat.value = at.lat.toFixed(6);
    parts.lon.value = at.lng.toFixed(6);
    parts.lat.dispatchEvent(new Event('change', { bubbles: true }));
    const ward = wardAt(wards, at);
    status.textContent = ward === undefined ? t('mapOutside') : t('mapChosen', { ward: ward[words.language] });
  };
  map.on('click', (event) => place(event.latlng));
  frame.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    place(map.getCenter());
  });
  field.addEventListener('place', (event) => {
    const { lon, lat } = (event as CustomEvent<{ lon: number; lat: number }>).detail;
    place(latLng(lat, lon), true);
  });
  field.addEventListener('unplace', () => {
    pin?.remove();
    pin = undefined;
    status.textContent = '';
  });
  here.addEventListener('click', () => locate(status, t, (at) => place(at, true)));
  const [lat, lon] = [degrees(parts.lat.value), degrees(parts.lon.value)];
  if (Number.isFinite(lat) && Number.isFinite(lon)) place(latLng(lat, lon), true);
  cross(map, frame);
}

function inputs(field: HTMLElement) {
  const find = (part: string) => {
    const input = field.querySelector<HTMLInputElement>(`input[name$=".${part}"]`);
    if (input === null) throw new Error(`a location field without ${part}`);
    return input;
  };
  return { lat: find('lat'), lon: find('lon') };
}

function furniture(field: HTMLElement, t: Words['t']) {
  const help = document.createElement('p');
  help.className = 'hint';
  help.textContent = t('mapHelp');
  const frame = document.createElement('div');
  frame.className = 'map';
  frame.setAttribute('role', 'application');
  frame.setAttribute('aria-label', t('mapLabel'));
  const here = document.createElement('button');
  here.type = 'button';
  here.className = 'btn';
  here.textContent = t('mapHere');
  const status = document.createElement('p');
  status.className = 'map-status';
  status.setAttribute('role', 'status');
  const details = field.querySelector('[data-coordinates]');
  details?.before(help, frame, here, status);
  details?.removeAttribute('open');
  return { frame, status, here };
}

function locate(status: HTMLElement, t: Words['t'], found: (at: LatLng) => void): void {
  status.textContent = t('mapLocating');
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => found(latLng(coords.latitude, coords.longitude)),
    () => {
      status.textContent = t('mapDenied');
    },
    { enableHighAccuracy: true, timeout: 15_000 },
  );
}

/** Names stand on the wards once there is room for them. */
function nameWardsWhenClose(map: LeafletMap, frame: HTMLElement): void {
  const far = map.getZoom() + (frame.clientWidth > 600 ? 0 : 1);
  const update = () => frame.classList.toggle('named', map.getZoom() > far);
  map.on('zoomend', update);
  update();
}

/** A cross in the middle while the map has the keyboard: Enter sets the pin there. */
function cross(map: LeafletMap, frame: HTMLElement): void {
  const mark = document.createElement('span');
  mark.className = 'map-cross';
  mark.setAttribute('aria-hidden', 'true');
  map.getContainer().append(mark);
  frame.tabIndex = 0;
}

function wardAt(wards: Wards, at: LatLng): Record<Language, string> | undefined {
  const inside = (ring: readonly (readonly number[])[]) => {
    let odd = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [x1 = 0, y1 = 0] = ring[i] ?? [];
      const [x2 = 0, y2 = 0] = ring[j] ?? [];
      if (y1 > at.lat !== y2 > at.lat && at.lng < ((x2 - x1) * (at.lat - y1)) / (y2 - y1) + x1) odd = !odd;
    }
    return odd;
  };
  return wards.features.find(({ geometry }) => geometry.coordinates.some(([outer = []]) => inside(outer)))?.properties
    .name;
}
