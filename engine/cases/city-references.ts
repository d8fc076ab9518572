/** Checks that what a city's files say of each other is so: no category without its unit, no class without a calendar. */
import type { City } from './city.ts';
import type { ConfigFault } from './json-reader.ts';
import { streetFaults } from './streets.ts';

/** @returns one fault per reference that leads nowhere */
export function checkReferences(city: City): readonly ConfigFault[] {
  return [
    ...unitFaults(city),
    ...categoryFaults(city),
    ...slaFaults(city),
    ...retentionFaults(city),
    ...zoneFaults(city),
    ...streetFaults(city),
  ];
}

function unitFaults(city: City): readonly ConfigFault[] {
  return [...city.units.values()].flatMap((unit) => [
    ...missing(city.units, unit.parent, 'unit', at('units.json', unit.code, 'parent')),
    ...missing(city.wards, unit.ward, 'ward', at('units.json', unit.code, 'ward')),
  ]);
}

function categoryFaults(city: City): readonly ConfigFault[] {
  const file = 'categories.json';
  return [...city.categories.values()].flatMap((category) => {
    const wards = category.competence === 'commune' ? [...city.wards.keys()] : [];
    return [
      ...missing(city.groups, category.group, 'group', at(file, category.code, 'group')),
      ...missing(city.units, category.cityUnit, 'unit', at(file, category.code, 'cityUnit')),
      ...missing(city.slaClasses, category.slaClass, 'SLA class', at(file, category.code, 'slaClass')),
      ...wards.flatMap((ward) =>
        missing(city.units, `${ward}-${category.wardPart}`, 'unit', at(file, category.code, 'wardPart')),
      ),
    ];
  });
}

function slaFaults(city: City): readonly ConfigFault[] {
  return [...city.slaClasses.values()].flatMap((sla) =>
    missing(city.calendars, sla.calendar, 'calendar', at('sla.json', sla.code, 'calendar')),
  );
}

/** @param own calendars that units name for themselves */
export function calendarFaults(own: ReadonlyMap<string, string>, city: City): readonly ConfigFault[] {
  const { headRole, coordinator } = city.escalation;
  const ladder = (field: string): Place => ({ file: 'sla.json', path: `escalation.${field}` });
  return [
    ...[...own].flatMap(([unit, calendar]) => [
      ...missing(city.units, unit, 'unit', { file: 'calendars.json', path: `units.${unit}` }),
      ...missing(city.calendars, calendar, 'calendar', { file: 'calendars.json', path: `units.${unit}` }),
    ]),
    ...missing(city.roles, headRole, 'role', ladder('headRole')),
    ...missing(city.units, coordinator.unit, 'unit', ladder('coordinator.unit')),
    ...missing(city.roles, coordinator.role, 'role', ladder('coordinator.role')),
  ];
}

function retentionFaults(city: City): readonly ConfigFault[] {
  return city.retention.rules.flatMap((rule) =>
    missing(city.categories, rule.category, 'category', at('retention.json', rule.code, 'category')),
  );
}

function zoneFaults(city: City): readonly ConfigFault[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone: city.province.timeZone });
    return [];
  } catch {
    return [{ file: 'city.json', path: 'province.timeZone', message: 'is no IANA time zone' }];
  }
}

type Place = Pick<ConfigFault, 'file' | 'path'>;

function at(file: string, code: string, field: string): Place {
  return { file, path: `${code}.${field}` };
}

function missing(
  known: ReadonlyMap<string, unknown>,
  code: string | null,
  what: string,
  where: Place,
): readonly ConfigFault[] {
  if (code === null || code === '' || known.has(code)) return [];
  return [{ ...where, message: `there is no ${what} ${code}` }];
}
