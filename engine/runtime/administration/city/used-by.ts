/**
 * Who uses a unit or a category: every place in the configuration and in the services in force that names it, the rules
 * that answer for it or lead to it, and where nobody would answer if it were no more. The one place that is asked, by
 * pages, by what is about to be closed, and by plans of reorganisation.
 */
import type { City } from '#engine/cases/city/city.ts';
import { desksOf, unitFor } from '#engine/cases/dossiers/desks.ts';
import type { Procedure } from '#engine/cases/dossiers/procedures.ts';
import { type GridQuestion, routingGrid } from '#engine/cases/routing/routing-grid.ts';
import { type Retired, type RoutingReliance, routingReliance } from '#engine/cases/routing/routing-reliance.ts';
import type { UsedBy, Uses } from '../../application/organisation.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { namedIn, namedOrNull } from '../../use-cases/names.ts';
import { type RoutedService, routedServices } from '../routing/routed-services.ts';
import { envOf } from '../routing/rules.ts';

/** @returns what uses it; people are told beside */
export type UsesOf = (retired: Retired) => Uses;

/** Reads what is in force once, however much is asked. @param city as it is, or as it is about to be */
export async function usesIn(context: Context, tx: Tx, city: City): Promise<UsesOf> {
  const env = envOf(await context.cities.current(tx), context.clock());
  const namesOf = await namesInForce(tx);
  const routed = (await routedServices(context, tx)).map((service) => {
    const question: GridQuestion = { city, decisions: service.decisions, env };
    return { service, question, grid: routingGrid(question) };
  });
  return (retired) => {
    const found = routed.map(({ service, question, grid }) => ({
      service,
      reliance: routingReliance(question, retired, grid),
    }));
    const isUnit = 'unit' in retired;
    return {
      uses: withoutDoubles([
        ...(isUnit ? ofUnit(city, retired.unit) : ofCategory(city, retired.category)),
        ...found.flatMap(({ service, reliance }) => rulesOf(service, reliance)),
        ...namesOf(isUnit ? retired.unit : retired.category),
      ]),
      left: found
        .flatMap(({ reliance }) => reliance.left)
        .map(({ category, wards }) => ({
          category: namedIn(city.categories, category),
          wards: wards.map((ward) => namedOrNull(city.wards, ward ?? '')),
        })),
    };
  };
}

export async function usedBy(context: Context, tx: Tx, city: City, retired: Retired): Promise<Uses> {
  return (await usesIn(context, tx, city))(retired);
}

const plain = { where: '', rule: null } as const;

function ofUnit(city: City, code: string): readonly UsedBy[] {
  const { units, categories, dossiers, handling } = city;
  const ward = units.get(code)?.ward ?? '';
  const below = [...units.values()].filter(({ parent, validTo }) => parent === code && validTo === null);
  const before = [...units.values()].filter(({ successors }) => successors.some(({ unit }) => unit === code));
  const led = [...categories.values()].filter(
    ({ cityUnit, wardPart, competence }) =>
      cityUnit === code || (competence === 'commune' && ward !== '' && `${ward}-${wardPart}` === code),
  );
  const procedures = [...dossiers.procedures.values()].filter((one) => namesUnit(one, code, ward, city));
  const lines = handling.giving.flatMap(({ unit }, index) => (unit === code ? [String(index + 1)] : []));
  return [
    ...below.map((unit) => ({ ...named(unit), ...plain, kind: 'unit' as const })),
    ...before.map((unit) => ({ ...named(unit), ...plain, kind: 'successor' as const })),
    ...led.map((one) => ({ ...named(one), ...plain, kind: 'category' as const })),
    ...procedures.map((one) => ({ ...named(one), ...plain, kind: 'procedure' as const })),
    ...lines.map((where) => ({ ...namedIn(units, code), ...plain, where, kind: 'handling' as const })),
  ];
}

function namesUnit(procedure: Procedure, code: string, ward: string, city: City): boolean {
  const { handling, competent, records, support } = procedure.units;
  const others = [handling, competent, records, support].map((pattern) => unitFor(pattern, ward));
  return others.includes(code) || desksOf(procedure, city).includes(code);
}

function ofCategory({ categories, retention, handling, duplicates }: City, code: string): readonly UsedBy[] {
  const own = { ...namedIn(categories, code), ...plain };
  const lines = handling.giving.flatMap(({ category }, index) => (category === code ? [String(index + 1)] : []));
  return [
    ...retention.rules
      .filter(({ category }) => category === code)
      .map(({ name }) => ({ ...plain, kind: 'retention' as const, code, name })),
    ...lines.map((where) => ({ ...own, where, kind: 'handling' as const })),
    ...(handling.opinions?.categories.has(code) === true ? [{ ...own, kind: 'opinions' as const }] : []),
    ...(duplicates.radiusByCategory.has(code) ? [{ ...own, kind: 'duplicates' as const }] : []),
  ];
}

function rulesOf({ key, name, file }: RoutedService, { rules }: RoutingReliance): readonly UsedBy[] {
  return rules.map(({ rule, note }) => ({
    kind: 'routing' as const,
    code: key,
    name,
    where: note === '' ? rule : note,
    rule: { file, rule },
  }));
}

/** What the files of services in force say by code: steps of diagrams that a unit has, rules of any table that name one. */
async function namesInForce(tx: Tx): Promise<(code: string) => readonly UsedBy[]> {
  const { services } = tx.engine;
  const versions = (await services.all()).filter(({ state }) => state === 'published');
  const newest = [...Map.groupBy(versions, ({ service }) => service).values()].flatMap((of) => of[0] ?? []);
  const places = await Promise.all(
    newest.map(async ({ id, service, name }) => {
      const resources = await services.resources(id);
      return resources.flatMap((resource) =>
        placesIn(resource).map(({ names, use }) => ({ names, use: { ...use, code: service, name } })),
      );
    }),
  );
  return (code) =>
    places
      .flat()
      .filter(({ names }) => names(code))
      .map(({ use }) => use);
}

interface Place {
  readonly names: (code: string) => boolean;
  readonly use: Pick<UsedBy, 'kind' | 'where' | 'rule'>;
}

function placesIn({ path, content }: ServiceResourceRow): readonly Place[] {
  if (path.endsWith('.bpmn')) {
    return [...content.matchAll(/<[^>]*\bname="([^"]*)"[^>]*>/g)].map(([tag, where = '']) => ({
      names: (code) => tag.includes(`:unit="${code}"`),
      use: { kind: 'process', where, rule: null },
    }));
  }
  if (!path.endsWith('.dmn')) return [];
  const file =
    path
      .split('/')
      .at(-1)
      ?.replace(/\.dmn$/, '') ?? path;
  return [...content.matchAll(/<(?:\w+:)?rule id="([^"]+)">([\s\S]*?)<\/(?:\w+:)?rule>/g)].map(
    ([, rule = '', text = '']) => ({
      names: (code) => text.includes(`"${code}"`) || text.includes(`&quot;${code}&quot;`),
      use: {
        kind: 'routing',
        where: /<(?:\w+:)?description>([^<]*)</.exec(text)?.[1] ?? rule,
        rule: { file, rule },
      },
    }),
  );
}

/** A rule that names the code and answers for it is one. */
function withoutDoubles(uses: readonly UsedBy[]): readonly UsedBy[] {
  const known = new Set<string>();
  return uses.filter(({ kind, code, rule }) => {
    if (kind !== 'routing') return true;
    const key = `${code} ${rule?.file} ${rule?.rule}`;
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}

function named({ code, name }: Pick<UsedBy, 'code' | 'name'>): Pick<UsedBy, 'code' | 'name'> {
  return { code, name };
}
