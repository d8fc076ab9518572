// Whether there is somebody for every step, in every unit and ward that a case can be led to: else it waits for nobody.
import { wardsInForce } from '#engine/cases/areas/areas.ts';
import type { City } from '#engine/cases/city/city.ts';
import { isInForce, unitOn } from '#engine/cases/organisation/units.ts';
import { routingDecision } from '#engine/cases/routing/routing-decision.ts';
import type { Localised } from '#engine/cases/text/localised.ts';
import type { FlowNode, HumanTask, Program } from '#engine/core/model/program.ts';
import { walkForm } from '#forms/components.ts';
import { type CityFacts, postKey } from '../city-facts.ts';
import { isHuman } from '../deadline-of.ts';
import { found, listedWords, type Place, type Rule } from '../rule.ts';
import { elementsOf, type ReadService } from '../service.ts';

/** Whoever reported: no post of the city. */
const reporterRole = 'citizen';

export const people: Rule = (service, city) =>
  city === undefined
    ? []
    : elementsOf(service).flatMap(({ path, program, node }) => {
        if (!isHuman(node) || node.role?.kind !== 'literal' || node.assignee !== null) return [];
        const role = node.role.value;
        if (role === reporterRole) return [];
        const place = { path, element: node.id };
        if (!city.city.roles.has(role)) return [found('ROLE_UNKNOWN', place, { role })];
        const asked = { program, node, role, place };
        return node.unit?.kind === 'literal' ? inUnit(city, asked, node.unit.value) : inUnits(service, city, asked);
      });

interface Asked {
  readonly program: Program;
  readonly node: HumanTask;
  readonly role: string;
  readonly place: Place;
}

function inUnit(facts: CityFacts, { role, place }: Asked, unit: string): ReturnType<Rule> {
  const { city, day, held } = facts;
  if (!city.units.has(unit)) return [found('UNIT_UNKNOWN', place, { unit })];
  const now = city.units.get(unitOn(city.units, unit, day));
  if (now === undefined || !isInForce(now, day)) return [found('UNIT_CLOSED', place, { unit: nameIn(city, unit) })];
  if (held.has(postKey(now.code, role))) return [];
  return [found('NOBODY_IN_UNIT', place, { role: roleName(city, role), unit: now.name })];
}

/** The unit comes from the routing tables, or from whoever chooses it in a form; of others nothing is known here. */
function inUnits(service: ReadService, facts: CityFacts, asked: Asked): ReturnType<Rule> {
  const { city, held } = facts;
  const { role, place, node } = asked;
  const words = { role: roleName(city, role) };
  if (![...held].some((key) => key.endsWith(` ${role}`))) return [found('ROLE_WITH_NOBODY', place, words)];
  if (node.unit === null || node.unit.kind === 'literal') return [];
  const name = node.unit.source.trim();
  if (isRouted(asked.program, name)) return routedTo(facts, asked);
  const missing = isChosen(service, name) ? wardsWithout(facts, role) : [];
  return missing.length === 0 ? [] : [found('NOBODY_IN_WARDS', place, { ...words, wards: listedWords(missing) })];
}

function routedTo({ city, day, held, routed }: CityFacts, { role, place }: Asked): ReturnType<Rule> {
  const without = routed.filter(({ outcome, unit }) => {
    if (outcome !== 'unit' || unit === null) return false;
    return !held.has(postKey(unitOn(city.units, unit, day), role));
  });
  if (without.length === 0) return [];
  const units = [...new Set(without.map(({ unit }) => unit ?? ''))].map((code) => nameIn(city, code));
  const wards = [...new Set(without.flatMap(({ ward }) => ward ?? []))].map((code) => wardName(city, code));
  const words = { role: roleName(city, role), units: listedWords(units), wards: listedWords(wards) };
  return [found(wards.length === 0 ? 'NOBODY_IN_UNITS' : 'NOBODY_ROUTED', place, words)];
}

/**
 * Of a unit that a person chooses: wards in which no unit has anybody with this role, where other wards have. A role
 * that no ward has is one of the city's own units.
 */
function wardsWithout({ city, day, held }: CityFacts, role: string): readonly Localised[] {
  const staffed = [...city.units.values()].filter((unit) => isInForce(unit, day) && held.has(postKey(unit.code, role)));
  const wards = new Set(staffed.flatMap(({ ward }) => ward ?? []));
  if (wards.size === 0) return [];
  const noon = Date.parse(`${day}T12:00:00Z`);
  return wardsInForce(city, noon).flatMap(({ code, name }) => (wards.has(code) ? [] : name));
}

/** Whether a variable is the answer of the routing tables. */
function isRouted({ nodes }: Program, variable: string): boolean {
  return Object.values(nodes).some(
    (node: FlowNode) =>
      node.type === 'businessRuleTask' && node.decision === routingDecision && node.result === variable,
  );
}

function isChosen({ forms }: ReadService, variable: string): boolean {
  return [...forms.values()].some(({ form }) =>
    [...walkForm(form)].some(
      ({ component }) => component.key === variable && component.properties?.['source'] === 'units',
    ),
  );
}

function roleName(city: City, code: string): Localised {
  return city.roles.get(code)?.name ?? { vi: code, en: code };
}

function nameIn(city: City, code: string): Localised {
  return city.units.get(code)?.name ?? { vi: code, en: code };
}

function wardName(city: City, code: string): Localised {
  return city.wards.get(code)?.name ?? { vi: code, en: code };
}
