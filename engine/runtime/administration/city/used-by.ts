/** What names a unit, so that nobody closes one that something leads to. */
import type { City } from '#engine/cases/city/city.ts';
import type { UsedBy } from '../../application/organisation.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';

/** @returns every place in the configuration and in the services in use that names the unit; people are told beside */
export async function usedBy(tx: Tx, city: City, code: string): Promise<readonly UsedBy[]> {
  return [...inUnits(city, code), ...inCategories(city, code), ...(await inServices(tx, city, code))];
}

function inUnits({ units }: City, code: string): readonly UsedBy[] {
  return [...units.values()].flatMap((unit): UsedBy[] => {
    const line = { code: unit.code, name: unit.name, where: '' };
    const below = unit.parent === code && unit.validTo === null;
    const heir = unit.successors.some((one) => one.unit === code);
    return [
      ...(below ? [{ ...line, kind: 'unit' as const }] : []),
      ...(heir ? [{ ...line, kind: 'successor' as const }] : []),
    ];
  });
}

function inCategories({ categories, units }: City, code: string): readonly UsedBy[] {
  const ward = units.get(code)?.ward ?? '';
  return [...categories.values()]
    .filter(
      ({ cityUnit, wardPart, competence }) =>
        cityUnit === code || (competence === 'commune' && ward !== '' && `${ward}-${wardPart}` === code),
    )
    .map(({ code: category, name }) => ({ kind: 'category', code: category, name, where: '' }));
}

async function inServices(tx: Tx, city: City, code: string): Promise<readonly UsedBy[]> {
  const { services } = tx.engine;
  const versions = (await services.all()).filter(({ state }) => state === 'published');
  const newest = [...Map.groupBy(versions, ({ service }) => service).values()].flatMap((of) => of[0] ?? []);
  const found = await Promise.all(
    newest.map(async ({ id, service, name }) => {
      const resources = await services.resources(id);
      return resources.flatMap((resource) =>
        placesIn(resource, city, code).map(
          (where): UsedBy => ({
            kind: resource.kind === 'decision' ? 'routing' : 'process',
            code: service,
            name,
            where,
          }),
        ),
      );
    }),
  );
  return found.flat();
}

/** Rules of decision tables, and steps of diagrams, that name the unit in quotation marks. */
function placesIn({ path, content }: ServiceResourceRow, city: City, code: string): readonly string[] {
  if (path.endsWith('.dmn')) {
    const ward = city.units.get(code)?.ward ?? '';
    const part = ward !== '' && code.startsWith(`${ward}-`) ? code.slice(ward.length + 1) : null;
    const rules = [...content.matchAll(/<(?:\w+:)?rule id="([^"]+)">([\s\S]*?)<\/(?:\w+:)?rule>/g)];
    const named = rules.filter(([, , text = '']) => names(text, code) || (part !== null && namesPart(text, part)));
    return named.map(([, id = '', text = '']) => /<(?:\w+:)?description>([^<]*)</.exec(text)?.[1] ?? id);
  }
  if (!path.endsWith('.bpmn')) return [];
  const steps = [...content.matchAll(/<[^>]*\bname="([^"]*)"[^>]*>/g)];
  return steps.filter(([tag]) => tag.includes(`:unit="${code}"`)).map(([, name = '']) => name);
}

function names(rule: string, code: string): boolean {
  return rule.includes(`"${code}"`) || rule.includes(`&quot;${code}&quot;`);
}

/** A rule that leads to a part of whichever ward it is: only where the ward is competent. */
function namesPart(rule: string, part: string): boolean {
  return rule.includes('"commune"') && names(rule, part);
}
