/**
 * What was posted, read by its form: which fields are shown, and what each of them says. The server judges what is read
 * here, a page draws from it what is shown next.
 */
import { type Coerced, coerce, type FormValue, type Row } from './coerce.ts';
import { childrenOf, fieldsOf, isGrid, isValueComponent } from './components.ts';
import { conditionOf, fieldNamed, isShown } from './conditions.ts';
import type { FormComponent, FormDefinition } from './definition.ts';
import { evaluate, type Formula, formulaOf } from './formula.ts';
import { postedRows } from './rows.ts';

export type Posted = Readonly<Record<string, unknown>>;

export interface Reading {
  /** Fields that are shown and carry a value, in the form's order; those of a grid stand in its rows. */
  readonly fields: readonly FormComponent[];
  readonly posted: Posted;
  /** Keys of all fields that a formula may read here. */
  readonly keys: ReadonlySet<string>;
  isVisible(component: FormComponent): boolean;
  coerced(component: FormComponent): Coerced;
  /** What a field says, by its key; undefined where it is hidden, empty or not understood. */
  given(key: string): FormValue | undefined;
  /** The rows of a grid as they were posted, empty ones too; undefined: it is no list of rows. */
  rows(grid: FormComponent): readonly Reading[] | undefined;
}

type Inside = Pick<FormDefinition, 'components'>;

/** @param around what surrounds a row: its conditions may look at the fields outside */
export function readForm(form: Inside, posted: Posted, around?: Reading): Reading {
  const parents = parentsIn(form.components);
  const byKey = new Map([...parents.keys()].map((component) => [component.key, component]));
  const seen = new Map<FormComponent, boolean>();
  const read = new Map<FormComponent, Coerced>();
  const grids = new Map<FormComponent, readonly Reading[] | undefined>();
  const keys = new Set([...(around?.keys ?? []), ...byKey.keys()]);
  const says = (formula: Formula): unknown => evaluate(formula, keys, reading.given);

  const reading: Reading = {
    posted,
    keys,
    get fields() {
      return fieldsOf(form).filter((one) => isValueComponent(one.type) && reading.isVisible(one));
    },
    isVisible(component) {
      const before = seen.get(component);
      if (before !== undefined) return before;
      // A condition that comes back to itself hides: set first, so that the walk ends.
      seen.set(component, false);
      const parent = parents.get(component);
      const inside = parent === undefined || reading.isVisible(parent);
      const visible = inside && component.hidden !== true && isShown(conditionOf(component), reading.given, says);
      seen.set(component, visible);
      return visible;
    },
    coerced(component) {
      const before = read.get(component);
      if (before !== undefined) return before;
      read.set(component, { value: undefined });
      const formula = formulaOf(component);
      // What is computed is never taken from what was posted.
      const said = formula === undefined ? posted : { [component.key]: says(formula) };
      const coerced = isGrid(component) ? coercedRows(reading.rows(component)) : coerce(component, said);
      read.set(component, coerced);
      return coerced;
    },
    given(key) {
      // Keys are unique in a form.
      const field = byKey.get(fieldNamed(key));
      if (field === undefined) return around?.given(key);
      if (!reading.isVisible(field)) return undefined;
      const coerced = reading.coerced(field);
      return 'invalid' in coerced ? undefined : coerced.value;
    },
    rows(grid) {
      if (grids.has(grid)) return grids.get(grid);
      const rows = postedRows(grid, posted)?.map((row) => readForm({ components: childrenOf(grid) }, row, reading));
      grids.set(grid, rows);
      return rows;
    },
  };
  return reading;
}

/** Whether nobody has filled anything in; what a hidden field carries is nothing that anybody has filled in. */
export function isEmptyRow(row: Reading): boolean {
  return row.fields.every((field) => {
    const coerced = row.coerced(field);
    if (formulaOf(field) !== undefined) return true;
    return field.type === 'hidden' || (!('invalid' in coerced) && (coerced.value ?? false) === false);
  });
}

function coercedRows(rows: readonly Reading[] | undefined): Coerced {
  if (rows === undefined) return { invalid: true };
  const full = rows.filter((row) => !isEmptyRow(row)).map(valuesOf);
  return { value: full.length === 0 ? undefined : full };
}

/** What the fields of a row say; what is not understood is left out. */
function valuesOf(row: Reading): Row {
  const entries = row.fields.flatMap((field): [string, Row[string]][] => {
    const value = row.given(field.key);
    return value === undefined ? [] : [[field.key, value as Row[string]]];
  });
  return Object.fromEntries(entries);
}

/** Every component in the scope of these values, with the one that it stands in. */
function parentsIn(components: readonly FormComponent[]): ReadonlyMap<FormComponent, FormComponent | undefined> {
  const parents = new Map<FormComponent, FormComponent | undefined>();
  const walk = (inside: readonly FormComponent[], parent: FormComponent | undefined): void => {
    for (const component of inside) {
      parents.set(component, parent);
      if (!isGrid(component)) walk(childrenOf(component), component);
    }
  };
  walk(components, undefined);
  return parents;
}
