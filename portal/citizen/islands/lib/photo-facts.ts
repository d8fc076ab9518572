/**
 * Place and time of the chosen photos, read here before they are made smaller, and only once the reporter has ticked that
 * they may be: the place becomes the pin, to be looked at and moved, the times go along as texts.
 */
import { factsBytesMax, type PhotoFacts, photoFacts } from '#engine/cases/photos/photo-facts.ts';
import { placeOfPhotos } from '#engine/cases/photos/photo-place.ts';
import type { Point } from '#engine/runtime/application/common.ts';
import { rulesOf } from './photo-rules.ts';
import { pinOf, setPin, takePinAway } from './pin.ts';
import { post } from './post.ts';
import { t } from './texts.ts';

type Outcome = 'used' | 'kept' | 'missing' | 'apart' | 'outside';

/** @returns what is to be called whenever other photos are chosen */
export function readPhotoFacts(
  form: HTMLFormElement,
  input: HTMLInputElement,
): (chosen: readonly File[]) => Promise<void> {
  const box = form.querySelector<HTMLInputElement>('input[name="photo.facts"]');
  const status = form.querySelector<HTMLElement>('[data-photo-place]');
  if (box === null || status === null) return async () => {};
  const times = document.createElement('span');
  input.after(times);
  let files: readonly File[] = [];
  let own: Point | undefined;
  let latest = 0;
  const forget = () => {
    times.replaceChildren();
    status.textContent = '';
    if (own !== undefined && same(pinOf(form), own)) takePinAway(form);
    own = undefined;
  };
  const read = async () => {
    latest += 1;
    const mine = latest;
    if (!box.checked || files.length === 0) return forget();
    const { metres } = rulesOf(form);
    const facts = await Promise.all(files.map(factsOf));
    const found = placeOfPhotos(
      facts.map(({ point }) => point),
      metres,
    );
    const served = typeof found !== 'string' && (await isServed(found.point));
    if (mine !== latest) return;
    times.replaceChildren(...facts.map(({ taken }) => hidden(taken ?? '')));
    const place = typeof found === 'string' ? undefined : found.point;
    const marked = pinOf(form);
    const others = marked !== undefined && !same(marked, own);
    if (place !== undefined && served && same(marked, place)) return;
    if (!others && own !== undefined) takePinAway(form);
    own = place !== undefined && served && !others ? place : undefined;
    if (own !== undefined) setPin(form, own);
    const outcome: Outcome = typeof found === 'string' ? found : !served ? 'outside' : others ? 'kept' : 'used';
    status.textContent = t(`photoPlace_${outcome}`);
  };
  box.addEventListener('change', () => void read());
  return async (chosen) => {
    files = chosen;
    await read();
  };
}

async function factsOf(file: File): Promise<PhotoFacts> {
  return photoFacts(new Uint8Array(await file.slice(0, factsBytesMax).arrayBuffer()));
}

async function isServed(point: Point): Promise<boolean> {
  const found = await post<{ readonly ward: object | null }>('/intake/preview', { point });
  return found !== undefined && found.ward !== null;
}

function hidden(value: string): HTMLInputElement {
  return Object.assign(document.createElement('input'), { type: 'hidden', name: 'photo.taken', value });
}

/** The map writes six digits. */
function same(one: Point | undefined, other: Point | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one.lon.toFixed(6) === other.lon.toFixed(6) && one.lat.toFixed(6) === other.lat.toFixed(6);
}
