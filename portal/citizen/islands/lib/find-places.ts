import { setPin } from './pin.ts';
import { element, post } from './post.ts';
import { language, t } from './texts.ts';

interface Place {
  readonly label: string;
  readonly ward: { readonly name: { readonly vi: string; readonly en: string } };
  readonly point: { readonly lon: number; readonly lat: number };
}

/** Looks for the address without leaving the page; the place that is chosen becomes the pin. */
export function findPlaces(form: HTMLFormElement): void {
  const button = form.querySelector<HTMLButtonElement>('button[data-step="places"]');
  const address = form.querySelector<HTMLInputElement>('input[name="address"]');
  const hits = form.querySelector<HTMLElement>('[data-hits]');
  if (button === null || address === null || hits === null) return;
  button.addEventListener('click', (event) => {
    event.preventDefault();
    void look();
  });
  const look = async () => {
    const typed = address.value.trim();
    if (typed === '') return address.focus();
    const found = await post<readonly Place[]>('/intake/places', { text: typed.slice(0, 300) });
    if (found === undefined) return;
    hits.replaceChildren(found.length === 0 ? element('p', 'hint', t('placesNone')) : list(form, found));
  };
}

function list(form: HTMLFormElement, found: readonly Place[]): HTMLElement {
  const part = element('fieldset', 'field');
  part.append(element('legend', 'label', t('placesLead')));
  const choices = element('div', 'choices');
  for (const { label, ward, point } of found) {
    const choice = element('label', 'choice');
    const value = `${point.lon},${point.lat}`;
    const radio = Object.assign(document.createElement('input'), { type: 'radio', name: 'place', value });
    radio.addEventListener('change', () => setPin(form, point));
    choice.append(radio, element('span', '', `${label}, ${ward.name[language]}`));
    choices.append(choice);
  }
  part.append(choices);
  return part;
}
