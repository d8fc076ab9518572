/**
 * A grid as plain HTML: its rows one below the other, each with its fields, added and removed by a round trip. A phone
 * has no room for a table, and a screen reader says each label once where it belongs.
 */
import { childrenOf, fieldsOf } from '../components.ts';
import type { FormComponent } from '../definition.ts';
import { readForm } from '../reading.ts';
import { postedRows, rowLimits, rowMark, rowPrefix, saysRows } from '../rows.ts';
import { describedBy, idOf, type PlainForm, translated } from './context.ts';
import { condition, faultLine, hintLine, labelText } from './fields.ts';
import { type Child, html } from './html.ts';

type DrawInside = (plain: PlainForm, components: readonly FormComponent[]) => Child;

export function drawGrid(plain: PlainForm, grid: FormComponent, inside: DrawInside): Child {
  const id = idOf(plain, grid);
  const rows = rowsShown(grid, plain.values);
  const read = readForm({ components: [grid] }, { [grid.key]: rows }, plain.reading).rows(grid) ?? [];
  const { min, max } = rowLimits(grid);
  const back = plain.action === undefined ? undefined : `${plain.action}#${id}`;
  const button = (step: string, words: Child) =>
    html`<button class="btn" name="step" value=${step} formaction=${back} data-rows=${id}>${words}</button>`;
  const about = describedBy(plain, grid, translated(plain, grid.description));
  return html`<fieldset class="field grid" id=${id} tabindex="-1" aria-describedby=${about} ...${condition(grid)}>
    <legend class="label">${labelText(plain, grid)}</legend>
    ${hintLine(plain, grid)}${faultLine(plain, grid)}
    <input type="hidden" name=${grid.key} value="" />
    ${rows.map((row, index) => {
      const at = rowPrefix(grid.key, index);
      const reading = read[index];
      return html`<fieldset class="row-of" data-row=${at}>
        <legend>${plain.text('row', { n: index + 1 })}</legend>
        <input type="hidden" name=${at + rowMark} value="1" />
        ${inside({ ...plain, at, values: row, ...(reading && { reading }) }, childrenOf(grid))}
        ${rows.length <= min ? null : html`<p>${button(`row-remove:${grid.key}:${index}`, plain.text('rowRemove', { n: index + 1 }))}</p>`}
      </fieldset>`;
    })}
    ${rows.length >= max ? null : html`<p>${button(`row-add:${grid.key}`, addWords(plain, grid))}</p>`}
  </fieldset>`;
}

/**
 * What a button of a grid asks for.
 * @returns what was typed, with a row more or less; undefined where the step is none of a grid of this form
 */
export function rowStep(
  form: PlainForm['form'],
  values: PlainForm['values'],
  step: string,
): PlainForm['values'] | undefined {
  const [, verb, key, index] = /^row-(add|remove):(\w{1,64})(?::(\d{1,3}))?$/.exec(step) ?? [];
  const grid = fieldsOf(form).find((one) => one.key === key);
  if (grid === undefined || verb === undefined) return undefined;
  const rows = rowsShown(grid, values);
  const changed =
    verb === 'add' ? [...rows, {}].slice(0, rowLimits(grid).max) : rows.filter((_, at) => at !== Number(index));
  const others = Object.entries(values).filter(([name]) => name !== grid.key && !name.startsWith(`${grid.key}[`));
  return { ...Object.fromEntries(others), [grid.key]: changed };
}

/** As they were posted; at first as many as there must be, and one to begin with. */
function rowsShown(grid: FormComponent, values: PlainForm['values']): readonly PlainForm['values'][] {
  const rows = saysRows(grid, values) ? (postedRows(grid, values) ?? []) : [{}];
  const { min } = rowLimits(grid);
  return [...rows, ...Array.from({ length: Math.max(0, min - rows.length) }, () => ({}))];
}

function addWords(plain: PlainForm, grid: FormComponent): Child {
  const own = grid['addAnother'];
  return typeof own === 'string' && own !== '' ? translated(plain, own) : plain.text('rowAdd');
}
