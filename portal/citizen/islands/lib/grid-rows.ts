/** Adds and removes the rows of a grid without leaving the page, so that photos stay chosen; the server draws them. */
export function changeRows(form: HTMLFormElement): void {
  form.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[data-rows]') : null;
    if (button === null) return;
    event.preventDefault();
    void change(form, button);
  });
}

async function change(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const id = button.dataset['rows'] ?? '';
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  data.set('step', button.value);
  button.disabled = true;
  const answer = await fetch(form.action, { method: 'POST', body: data }).catch(() => undefined);
  const page = answer?.ok === true ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined;
  const drawn = page?.getElementById(id);
  const now = document.getElementById(id);
  button.disabled = false;
  if (!drawn || !now) return;
  now.replaceWith(drawn);
  form.dispatchEvent(new Event('rowschanged'));
  const rows = drawn.querySelectorAll<HTMLElement>('[data-row]');
  const last = rows.item(rows.length - 1)?.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea');
  (button.value.startsWith('row-add') ? (last ?? drawn) : drawn).focus();
}
