/**
 * Adds and removes the rows of a grid without leaving the page, so that photos stay chosen, and counts what is computed;
 * the server draws and counts.
 */
export function changeRows(form: HTMLFormElement): void {
  form.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[data-rows]') : null;
    if (button === null) return;
    event.preventDefault();
    void change(form, button);
  });
}

/** Asks the server for what is computed, a moment after each change. */
export function countComputed(form: HTMLFormElement): void {
  if (form.querySelector('[data-computed]') === null) return;
  let asked: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('change', () => {
    clearTimeout(asked);
    asked = setTimeout(() => void count(form), quietMs);
  });
}

const quietMs = 400;

async function count(form: HTMLFormElement): Promise<void> {
  const page = await drawn(form, 'compute');
  for (const now of form.querySelectorAll('[data-computed]')) {
    const then = page?.getElementById(now.id);
    if (then && then.textContent !== now.textContent) now.textContent = then.textContent;
  }
}

async function change(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const id = button.dataset['rows'] ?? '';
  button.disabled = true;
  const page = await drawn(form, button.value);
  const [then, now] = [page?.getElementById(id), document.getElementById(id)];
  button.disabled = false;
  if (!then || !now) return;
  now.replaceWith(then);
  form.dispatchEvent(new Event('rowschanged'));
  const rows = then.querySelectorAll<HTMLElement>('[data-row]');
  const last = rows.item(rows.length - 1)?.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea');
  (button.value.startsWith('row-add') ? (last ?? then) : then).focus();
}

/** The page as the server draws it after a step; files stay here. */
async function drawn(form: HTMLFormElement, step: string): Promise<Document | undefined> {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  data.set('step', step);
  const answer = await fetch(form.action, { method: 'POST', body: data }).catch(() => undefined);
  return answer?.ok === true ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined;
}
