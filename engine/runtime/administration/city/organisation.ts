/** The organisation as its administrators keep it. */
import type { Organisation } from '../../application/organisation.ts';
import type { Context } from '../../use-cases/context.ts';
import { configuredBy } from './rights.ts';
import { units } from './units.ts';

export function organisation(context: Context): Organisation {
  return {
    configures: (actor) => context.store.transaction((tx) => configuredBy(context, tx, actor)),
    ...units(context),
  };
}
