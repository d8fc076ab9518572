/** Categories and their groups are made, changed and closed; each of it is one change of `categories.json`. */
import type { City } from '#engine/cases/city/city.ts';
import { checkCoverage, isBlocking } from '#engine/cases/routing/routing-coverage.ts';
import type { Categories, CategoryInput, CategoryTree } from '../../application/categories.ts';
import type { Uses } from '../../application/organisation.ts';
import type { Tx } from '../../ports.ts';
import { type FieldFault, Refusal } from '../../refusal.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { type CodedJson, storedText, textOf, withCoded } from '../city/coded-text.ts';
import { keepersOf } from '../city/rights.ts';
import { checkedCity, saveTexts } from '../city/save-texts.ts';
import { usedBy } from '../city/used-by.ts';
import { routedServices } from '../routing/routed-services.ts';
import { envOf } from '../routing/rules.ts';
import { categoryErrors } from './errors.ts';
import { questionsOf } from './questions.ts';

const part = 'routing';
export const categoriesFile = 'categories.json';

type CategoriesText = Readonly<Record<'groups' | 'categories', readonly CodedJson[]>>;
const empty: CategoriesText = { groups: [], categories: [] };

export function categories(context: Context): Categories {
  const { cities } = context;
  const allowed = keepersOf(context, part);
  return {
    tree: (actor) => allowed(actor, async (tx) => treeOf(tx, (await cities.current(tx)).city)),
    use: (actor, code) => allowed(actor, (tx) => whatHangsOn(context, tx, code)),
    save: (actor, { category, create, confirmed, revision, note }) =>
      allowed(actor, async (tx) => {
        const { text } = await storedText(tx, categoriesFile, empty);
        mustFit(text, category.code, 'categories', create);
        const { city } = await cities.current(tx);
        const content = textOf({ ...text, categories: withCoded(text.categories, jsonOf(category)) });
        const wasOpen = city.categories.get(category.code)?.active === true;
        if (wasOpen && !category.active && !confirmed) await mustBeFree(context, tx, category.code);
        if (category.active) await mustBeRouted(context, tx, category.code, content);
        const after = await saveTexts(context, tx, actor, {
          part,
          texts: [{ file: categoriesFile, content, revision }],
          note,
        });
        return await treeOf(tx, after);
      }),
    saveGroup: (actor, { group, create, revision, note }) =>
      allowed(actor, async (tx) => {
        const { text } = await storedText(tx, categoriesFile, empty);
        mustFit(text, group.code, 'groups', create);
        const { code, name, parent } = group;
        const json = { code, name, ...(parent !== null && { parent }) };
        const content = textOf({ ...text, groups: withCoded(text.groups, json) });
        const after = await saveTexts(context, tx, actor, {
          part,
          texts: [{ file: categoriesFile, content, revision }],
          note,
        });
        return await treeOf(tx, after);
      }),
  };
}

async function treeOf(tx: Tx, city: City): Promise<CategoryTree> {
  const row = (await tx.cases.reference.all()).find(({ kind }) => kind === categoriesFile);
  const parts = [...city.units.values()].flatMap(({ code, ward }) =>
    ward !== null && code.startsWith(`${ward}-`) ? [code.slice(ward.length + 1)] : [],
  );
  return {
    revision: row?.revision ?? 0,
    groups: [...city.groups.values()],
    categories: [...city.categories.values()].map((one) => ({ ...one, questions: questionsOf(one) })),
    units: [...city.units.values()].filter(({ ward }) => ward === null).map(({ code, name }) => ({ code, name })),
    wardParts: [...new Set(parts)].sort(),
    slaClasses: [...city.slaClasses.values()].map(({ code, name }) => ({ code, name })),
  };
}

/** Closed by default is not written; what is usual is left out, as people write it. */
function jsonOf({
  questions,
  stops,
  synonyms,
  anonymous,
  aboutUnit,
  publication,
  needsEvidence,
  keepOriginals,
  active,
  ...rest
}: CategoryInput): CodedJson {
  return {
    ...rest,
    ...(synonyms.length > 0 && { synonyms }),
    ...(!anonymous && { anonymous }),
    ...(aboutUnit && { aboutUnit }),
    ...(publication !== 'usual' && { publication }),
    ...(needsEvidence && { needsEvidence }),
    ...(keepOriginals && { keepOriginals }),
    ...(questions !== null && { questions }),
    ...(stops.length > 0 && {
      stops: stops.map(({ question, answer, ...stop }) => (question === null ? stop : { question, answer, ...stop })),
    }),
    ...(!active && { active }),
  };
}

/** @throws Refusal 409 where a new code is taken, 404 where an old one is not there */
function mustFit(text: CategoriesText, code: string, list: 'categories' | 'groups', create: boolean): void {
  const known = text[list].some((one) => one.code === code);
  if (create && known) throw refused('CATEGORY_EXISTS', {}, [{ path: 'code', rule: 'CATEGORY_EXISTS' }]);
  if (!create && !known) throw refusal('NOT_FOUND');
}

async function whatHangsOn(context: Context, tx: Tx, code: string): Promise<Uses> {
  const { city } = await context.cities.current(tx);
  if (!city.categories.has(code)) throw refusal('NOT_FOUND');
  return await usedBy(context, tx, city, { category: code });
}

/** @throws Refusal 409: who closes it sees first what hangs on it */
async function mustBeFree(context: Context, tx: Tx, code: string): Promise<void> {
  const { uses } = await whatHangsOn(context, tx, code);
  const rules = uses.filter(({ kind }) => kind === 'routing').length;
  if (uses.length > 0) throw refused('CATEGORY_IN_USE', { rules, others: uses.length - rules });
}

/** @throws Refusal 409: an open category has a unit everywhere; 422 where the city would have faults */
async function mustBeRouted(context: Context, tx: Tx, code: string, content: string): Promise<void> {
  const city = checkedCity(await tx.cases.reference.all(), [{ file: categoriesFile, content }]);
  const place = await context.cities.current(tx);
  const intake = (await routedServices(context, tx)).find(({ key }) => key === context.config.intakeService);
  if (intake === undefined) return;
  const { findings } = checkCoverage({ city, decisions: intake.decisions, env: envOf(place, context.clock()) });
  const open = findings.filter((finding) => finding.category === code && isBlocking(finding));
  if (open.length === 0) return;
  const wards = [...new Set(open.flatMap((finding) => finding.wards))].map((ward) => ward ?? '–');
  throw refused('CATEGORY_WITHOUT_ROUTE', { wards: wards.slice(0, 8).join(', ') });
}

function refused(
  code: keyof typeof categoryErrors,
  params: Readonly<Record<string, string | number>>,
  fields: readonly FieldFault[] = [],
): Refusal {
  return new Refusal(code, categoryErrors[code].status, params, fields);
}
