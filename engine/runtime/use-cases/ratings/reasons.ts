/** What the reasons of ratings are called: as the forms of the services say it that ask for them. */
import { walkForm } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { Localised } from '../../application/common.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';

const reasonsField = 'ratingReasons';

export type ReasonNames = ReadonlyMap<string, Localised>;

/** By code, over all versions that are asked for; where two versions name a code, the last one's name stands. */
export async function reasonNames(context: Context, tx: Tx, versionIds: Iterable<string>): Promise<ReasonNames> {
  const names = new Map<string, Localised>();
  for (const id of new Set(versionIds)) {
    const { forms } = await context.library.version(tx, id);
    for (const form of forms.values()) for (const [value, name] of namesIn(form)) names.set(value, name);
  }
  return names;
}

function namesIn(form: FormDefinition): readonly (readonly [string, Localised])[] {
  const field = [...walkForm(form)].find(({ component }) => component.key === reasonsField)?.component;
  return (field?.values ?? []).map(({ label, value }) => [
    String(value),
    { vi: label, en: form.i18n?.['en']?.[label] ?? label },
  ]);
}
