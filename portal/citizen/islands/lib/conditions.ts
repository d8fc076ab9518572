import { type Condition, conditionOf, fieldNamed, isShown } from '#forms/conditions.ts';
import { evaluateLogic } from '#forms/json-logic.ts';

/** Folds away what does not apply (`data-condition`), and unfolds it again as answers change. */
export function followConditions(form: HTMLFormElement): void {
  const parts = () =>
    [...form.querySelectorAll<HTMLElement>('[data-condition]')].map((place) => ({
      place,
      row: place.parentElement?.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? '',
      condition: conditionOf({ type: '', key: '', conditional: JSON.parse(place.dataset['condition'] ?? '{}') }),
    }));
  const update = () => {
    const data = new FormData(form);
    const read =
      (row: string) =>
      (key: string): string | readonly string[] | undefined => {
        const field = fieldNamed(key);
        const all = data.getAll(row + field).map(String);
        if (all.length === 0 && row !== '') return read('')(field);
        return all.length > 1 ? all : all[0];
      };
    for (const { place, row, condition } of parts()) place.hidden = !shows(condition, read(row));
  };
  form.addEventListener('change', update);
  form.addEventListener('rowschanged', update);
  update();
}

/** FEEL is read on the server alone: it would weigh more than the page. What it hides is shown, and dropped there. */
function shows(condition: Condition | undefined, read: (key: string) => unknown): boolean {
  if (condition?.formula !== undefined && 'feel' in condition.formula) return true;
  return isShown(condition, read, (formula) => ('logic' in formula ? evaluateLogic(formula.logic, read) : undefined));
}
