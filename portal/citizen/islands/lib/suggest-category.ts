import { element, post } from './post.ts';
import { language, t } from './texts.ts';

interface Named {
  readonly code: string;
  readonly name: { readonly vi: string; readonly en: string };
}

const waitMs = 700;
const charactersMin = 10;

/** While nobody has chosen a category, those that the text may be about are offered; a tap chooses one. */
export function suggestCategory(form: HTMLFormElement): void {
  const text = form.querySelector<HTMLTextAreaElement>('textarea[name="description"]');
  const category = form.querySelector<HTMLSelectElement>('select[name="category"]');
  const place = form.querySelector<HTMLElement>('[data-suggested]');
  if (text === null || category === null || place === null) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    const typed = text.value.trim();
    if (typed.length < charactersMin || category.value !== '') return place.replaceChildren();
    const found = (await post<readonly Named[]>('/intake/suggestions', { text: typed.slice(0, 3000) })) ?? [];
    if (text.value.trim() !== typed || category.value !== '') return;
    place.replaceChildren(...(found.length === 0 ? [] : offer(found, category, place)));
  };
  text.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), waitMs);
  });
  category.addEventListener('change', () => place.replaceChildren());
}

function offer(found: readonly Named[], category: HTMLSelectElement, place: HTMLElement): readonly HTMLElement[] {
  const chips = element('p', 'chips');
  for (const { code, name } of found) {
    const chip = Object.assign(document.createElement('button'), { type: 'button', className: 'btn' });
    chip.textContent = name[language];
    chip.addEventListener('click', () => {
      category.value = code;
      category.dispatchEvent(new Event('change', { bubbles: true }));
      place.replaceChildren();
      category.focus();
    });
    chips.append(chip);
  }
  return [element('p', 'hint', t('suggestLead')), chips];
}
