/** The place of a form: two numbers, and the pin of the map where there is one. */
import type { Point } from '#engine/runtime/application/common.ts';
import { degrees } from './degrees.ts';

export function setPin(form: HTMLFormElement, { lon, lat }: Point): void {
  write(form, String(lon), String(lat));
  // The map, where there is one, moves its pin to the numbers.
  tell(form, new CustomEvent('place', { detail: { lon, lat } }));
}

export function takePinAway(form: HTMLFormElement): void {
  write(form, '', '');
  tell(form, new CustomEvent('unplace'));
}

/** @returns undefined where no place is marked */
export function pinOf(form: HTMLFormElement): Point | undefined {
  const [lon, lat] = ['lon', 'lat'].map((part) => degrees(inputOf(form, part)?.value ?? ''));
  if (lon === undefined || lat === undefined || Number.isNaN(lon) || Number.isNaN(lat)) return undefined;
  return { lon, lat };
}

function write(form: HTMLFormElement, lon: string, lat: string): void {
  for (const [part, value] of Object.entries({ lon, lat })) {
    const input = inputOf(form, part);
    if (input !== null) input.value = value;
  }
}

function tell(form: HTMLFormElement, event: CustomEvent): void {
  form.querySelector('[data-island="map"]')?.dispatchEvent(event);
  form.dispatchEvent(new Event('change', { bubbles: true }));
}

function inputOf(form: HTMLFormElement, part: string): HTMLInputElement | null {
  return form.querySelector<HTMLInputElement>(`input[name$=".${part}"]`);
}
