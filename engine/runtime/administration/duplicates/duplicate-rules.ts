/** `duplicates.json` on a screen: read, tried on the last reports before it is saved, and saved as one change of the city. */
import type { City } from '#engine/cases/city/city.ts';
import { duplicatesFile } from '#engine/cases/duplicates/settings.ts';
import type { DuplicateRules, DuplicateRulesBook, DuplicateRulesView } from '../../application/duplicate-rules.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { keepersOf } from '../city/rights.ts';
import { checkedCity, saveTexts } from '../city/save-texts.ts';
import { revisionOf } from '../city/unit-views.ts';
import { mattersOf } from '../people/views.ts';
import { tryOn } from './trial.ts';

const part = 'routing';

export function duplicateRules(context: Context): DuplicateRulesBook {
  const allowed = keepersOf(context, part);
  return {
    book: (actor) => allowed(actor, async (tx) => viewOf(tx, (await context.cities.current(tx)).city)),
    save: (actor, { revision, note, ...rules }) =>
      allowed(actor, async (tx) => {
        const texts = [{ file: duplicatesFile, content: textOf(rules), revision }] as const;
        return await viewOf(tx, await saveTexts(context, tx, actor, { part, texts, note }));
      }),
    tryOut: (actor, { audience, ...rules }) =>
      allowed(actor, async (tx) => {
        const changed = [{ file: duplicatesFile, content: textOf(rules) }] as const;
        const draft = checkedCity(await tx.cases.reference.all(), changed);
        return await tryOn(context, tx, { actor, audience, draft });
      }),
  };
}

function textOf({ radiusMetres, days, weights, least, most, categories }: DuplicateRules): string {
  return `${JSON.stringify({ radiusMetres, days, weights, least, most, categories }, null, 2)}\n`;
}

async function viewOf(tx: Tx, city: City): Promise<DuplicateRulesView> {
  const { radiusByCategory, ...rules } = city.duplicates;
  return {
    ...rules,
    categories: [...radiusByCategory].map(([category, radiusMetres]) => ({ category, radiusMetres })),
    revision: await revisionOf(tx, duplicatesFile),
    among: mattersOf(city).filter(({ code }) => city.categories.has(code)),
  };
}
