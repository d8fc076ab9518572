import { followConditions } from './conditions.ts';
import { element } from './post.ts';
import { t } from './texts.ts';

interface StopNow {
  readonly field: string | null;
  readonly answer: string | null;
  readonly call: string;
  readonly text: string;
}

/** The questions of a category come when it is chosen; an answer that means danger says at once whom to call. */
export function askMore(form: HTMLFormElement): void {
  const category = form.querySelector<HTMLSelectElement>('select[name="category"]');
  if (category === null) return;
  const stops = JSON.parse(form.dataset['stops'] ?? '{}') as Readonly<Record<string, readonly StopNow[]>>;
  category.addEventListener('change', () => void showQuestions(form, category));
  form.addEventListener('change', () => showDanger(form, stops[category.value] ?? []));
}

async function showQuestions(form: HTMLFormElement, category: HTMLSelectElement): Promise<void> {
  const chosen = category.value;
  const answer = await fetch(`/report/questions?category=${encodeURIComponent(chosen)}`).catch(() => undefined);
  if (answer?.ok !== true || category.value !== chosen) return;
  const made = document.createElement('template');
  // Our own page's fragment, from our own server: the same markup that it would put into the page itself.
  made.innerHTML = await answer.text();
  const part = made.content.querySelector<HTMLElement>('[data-part="ask"]');
  form.querySelector('[data-part="ask"]')?.remove();
  if (part === null) return;
  category.closest('.field')?.after(part);
  followConditions(form);
}

function showDanger(form: HTMLFormElement, stops: readonly StopNow[]): void {
  const place = form.querySelector<HTMLElement>('[data-danger]');
  const seen = form.querySelector<HTMLInputElement>('input[name="stopsSeen"]');
  if (place === null || seen === null) return;
  const data = new FormData(form);
  const met = stops.filter(({ field, answer }) => field === null || data.getAll(field).includes(answer ?? ''));
  const mark = met.map(({ field, answer, call }) => [field, answer, call].join('=')).join(';');
  if (mark === seen.value && met.length > 0 === place.hasChildNodes()) return;
  seen.value = mark;
  place.replaceChildren(...(met.length === 0 ? [] : [notice(met)]));
}

function notice(stops: readonly StopNow[]): HTMLElement {
  const box = element('div', 'notice late danger-now');
  box.append(element('h2', '', t('stopTitle')));
  for (const { call, text } of stops) {
    const line = element('p', '');
    const strong = element('strong', '');
    const link = Object.assign(document.createElement('a'), {
      href: `tel:${call}`,
      textContent: t('stopCall', { call }),
    });
    strong.append(link);
    line.append(strong, ` ${text}`);
    box.append(line);
  }
  box.append(element('p', '', t('stopSend')));
  return box;
}
