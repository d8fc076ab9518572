/** Checks that what a city's files say of each other is so: no category without its unit, no class without a calendar. */

import { streetFaults } from '../areas/streets.ts';
import { groupFaults } from '../categories/category-tree.ts';
import { procedureFaults } from '../dossiers/desks.ts';
import { opinionFaults } from '../joint/opinions.ts';
import { givingFaults } from '../organisation/giving.ts';
import { unitFaults } from '../organisation/units.ts';
import type { City } from './city.ts';
import type { ConfigFault } from './json-reader.ts';

/** @returns one fault per reference that leads nowhere */
export function checkReferences(city: City): readonly ConfigFault[] {
  return [
    ...unitFaults(city),
    ...groupFaults(city.groups),
    ...categoryFaults(city),
    ...slaFaults(city),
    ...stageFaults(city),
    ...retentionFaults(city),
    ...zoneFaults(city),
    ...streetFaults(city),
    ...procedureFaults(city),
    ...duplicateFaults(city),
    ...opinionFaults(city),
    ...givingFaults(city),
  ];
}

function categoryFaults(city: City): readonly ConfigFault[] {
  const file = 'categories.json';
  return [...city.categories.values()].flatMap((category) => {
    const wards = category.competence === 'commune' ? [...city.wards.keys()] : [];
    return [
      ...missing(city.groups, category.group, 'group', at(file, category.code, 'group')),
      ...missing(city.units, category.cityUnit, 'unit', at(file, category.code, 'cityUnit')),
      ...leftWithoutUnit(city, category.cityUnit, at(file, category.code, 'cityUnit')),
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

function stageFaults(city: City): readonly ConfigFault[] {
  return [...city.stages.values()].flatMap((stage) =>
    missing(city.pauseReasons, stage.pauseReason, 'pause reason', at('stages.json', stage.code, 'pauseReason')),
  );
}

function retentionFaults(city: City): readonly ConfigFault[] {
  return city.retention.rules.flatMap((rule) =>
    missing(city.categories, rule.category, 'category', at('retention.json', rule.code, 'category')),
  );
}

function duplicateFaults({ categories, duplicates }: City): readonly ConfigFault[] {
  return [...duplicates.radiusByCategory.keys()].flatMap((code) =>
    missing(categories, code, 'category', at('duplicates.json', 'categories', code)),
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

/** A category must not lead to a unit that was closed and that nobody followed. */
function leftWithoutUnit({ units }: City, code: string, where: Place): readonly ConfigFault[] {
  const unit = units.get(code);
  if (unit === undefined || unit.validTo === null || unit.successors.length > 0) return [];
  const vi = `đơn vị ${code} đóng từ sau ngày ${unit.validTo} mà không có đơn vị kế nhiệm; hãy chọn đơn vị khác cho lĩnh vực này`;
  const message = `the unit ${code} is closed after ${unit.validTo} and nobody follows it; choose another unit for this category`;
  return [{ ...where, message, vi }];
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
