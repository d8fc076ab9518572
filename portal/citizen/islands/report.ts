/**
 * Comfort for the report form: fields that do not apply fold away, photos are shown and made smaller before a slow line
 * has to carry them, and the form says who will get the report. Without this script the form works all the same.
 */
import { promise } from '#portal/kit/format.ts';
import { signPad } from '#portal/kit/sign-pad.ts';
import { askMore } from './lib/ask-more.ts';
import { followConditions } from './lib/conditions.ts';
import { degrees } from './lib/degrees.ts';
import { findNearby } from './lib/find-nearby.ts';
import { findPlaces } from './lib/find-places.ts';
import { changeRows, countComputed } from './lib/grid-rows.ts';
import { showPhotos } from './lib/photos.ts';
import { suggestCategory } from './lib/suggest-category.ts';
import { language, t } from './lib/texts.ts';

interface Preview {
  readonly ward: Named | null;
  readonly unit: Named | null;
  readonly dueAt: number | null;
}
interface Named {
  readonly name: { readonly vi: string; readonly en: string };
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-island="report"]')) {
  followConditions(form);
  changeRows(form);
  countComputed(form);
  for (const input of form.querySelectorAll<HTMLInputElement>('input[data-signature]')) {
    signPad(input, { sign: t('sign'), again: t('signAgain') }, () =>
      input.dispatchEvent(new Event('change', { bubbles: true })),
    );
  }
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type="file"][data-island="photos"]'))
    showPhotos(form, input);
  previewWhere(form);
  askMore(form);
  suggestCategory(form);
  findPlaces(form);
  findNearby(form);
  form.addEventListener('submit', () => sendOnce(form));
}
document.getElementById('errors')?.focus();

/** Asks who would get the report, once a place is known; again when place or category change. */
function previewWhere(form: HTMLFormElement): void {
  const line = form.querySelector<HTMLElement>('[data-preview]');
  if (line === null) return;
  let asked = 0;
  const ask = async () => {
    const data = new FormData(form);
    const [lon, lat] = ['lon', 'lat'].map((part) => degrees(find(data, `.${part}`)));
    if (!lon || !lat) {
      line.textContent = '';
      return;
    }
    asked += 1;
    const mine = asked;
    const category = String(data.get('category') ?? '');
    const found = await question({ point: { lon, lat }, ...(category !== '' && { category }) });
    if (mine === asked) line.textContent = found === undefined ? '' : words(found, form.dataset['zone'] ?? 'UTC');
  };
  form.addEventListener('change', () => void ask());
  void ask();
}

async function question(body: object): Promise<Preview | undefined> {
  const answer = await fetch('/api/v1/intake/preview', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  return answer?.ok === true ? ((await answer.json()) as Preview) : undefined;
}

function words({ unit, dueAt }: Preview, zone: string): string {
  if (unit === null) return '';
  const name = unit.name[language];
  return dueAt === null
    ? t('previewUnitOnly', { unit: name })
    : t('previewUnit', { unit: name, due: promise(dueAt, language, zone) });
}

function find(data: FormData, ending: string): string {
  for (const [name, value] of data) if (name.endsWith(ending)) return String(value);
  return '';
}

/** A second tap on a slow line must not look like nothing happened; the server knows a repeated key anyway. */
function sendOnce(form: HTMLFormElement): void {
  const button = form.querySelector<HTMLButtonElement>('button[data-busy]');
  if (button === null) return;
  button.textContent = button.dataset['busy'] ?? button.textContent;
  setTimeout(() => {
    button.disabled = true;
  });
}
