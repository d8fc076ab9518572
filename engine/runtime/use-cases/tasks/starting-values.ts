import { findPersonalData, type PersonalKnowledge, redact } from '#engine/cases/personal-data/find.ts';
import { suggestPublicTitle } from '#engine/cases/publication.ts';
import type { Json, Variables } from '#engine/core/values.ts';
import { fieldsOf, isGrid, isValueComponent } from '#forms/components.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { placesOf } from '../publication-faults.ts';
import { isVaultReference, openValues } from '../steps/vault-values.ts';

export interface StartingPoint {
  readonly form: FormDefinition;
  readonly record: CaseRow;
  readonly variables: Variables;
  /** A text of the case from the vault, by meaning or field. */
  readonly text: (name: string) => string | null;
}

/**
 * What a task's form begins with: the process's variable of the same name, else what the field's property `from` names:
 * `text`, `answer`, … of the case, with `redacted` and `title` as proposals for the public version.
 */
export async function startingValues(
  context: Context,
  tx: Tx,
  { form, record, variables, text }: StartingPoint,
): Promise<Readonly<Record<string, unknown>>> {
  const fields = fieldsOf(form).filter((field) => isValueComponent(field.type));
  const own = Object.fromEntries(
    fields.flatMap(({ key }): [string, Json][] => {
      const value = variables[key];
      return value === undefined || value === null ? [] : [[key, value]];
    }),
  );
  const opened = await openValues(context.vault, tx, record.id, own);
  const { city } = await context.cities.current(tx);
  const reporter = text('name');
  const known = { streets: placesOf(city), ...(reporter !== null && { names: [reporter] }) };
  const values = fields.flatMap((field): [string, unknown][] => {
    const value = own[field.key];
    if (value !== undefined && !isVaultReference(value)) return [[field.key, value]];
    const proposal = openedValue(field, opened[field.key]) ?? proposed(field, text, known);
    return proposal === null || proposal === undefined ? [] : [[field.key, proposal]];
  });
  return Object.fromEntries(values);
}

/** The vault keeps texts: what was more than one is JSON there (`submission.ts`). */
function openedValue(field: FormComponent, kept: string | undefined): unknown {
  const isText = !(isGrid(field) || ['location', 'selectboxes'].includes(field.type) || field.multiple === true);
  if (kept === undefined || isText) return kept;
  try {
    return JSON.parse(kept) as unknown;
  } catch {
    return undefined;
  }
}

/** What the fields of a publication are proposed from, where the form does not say so itself. */
const usual: Readonly<Record<string, string>> = {
  publicTitle: 'text.title.redacted',
  publicText: 'text.redacted',
  publicAnswer: 'answer.redacted',
};

function proposed(
  field: FormComponent,
  text: (name: string) => string | null,
  known: PersonalKnowledge,
): string | null {
  const [name = '', ...how] = (field.properties?.['from'] ?? usual[field.key] ?? '').split('.');
  const found = name === '' ? null : text(name);
  if (found === null) return null;
  const shortened = how.includes('title') ? suggestPublicTitle(found, known) : found;
  return how.includes('redacted') ? redact(shortened, findPersonalData(shortened, known)) : shortened;
}
