import { conditionOf, isShown } from '#forms/conditions.ts';

/** Folds away what does not apply (`data-condition`), and unfolds it again as answers change. */
export function followConditions(form: HTMLFormElement): void {
  const parts = [...form.querySelectorAll<HTMLElement>('[data-condition]')].map((place) => ({
    place,
    condition: conditionOf({ type: '', key: '', conditional: JSON.parse(place.dataset['condition'] ?? '{}') }),
  }));
  const update = () => {
    const data = new FormData(form);
    const read = (key: string) => {
      const all = data.getAll(key).map(String);
      return all.length > 1 ? all : all[0];
    };
    for (const { place, condition } of parts) place.hidden = !isShown(condition, read);
  };
  form.addEventListener('change', update);
  update();
}
