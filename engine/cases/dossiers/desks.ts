/** Whose a procedure is: the codes of units that its data speaks of, for one ward or all, and whether they are there. */
import type { City } from '../city/city.ts';
import type { ConfigFault } from '../city/json-reader.ts';
import { isAgencyCode } from './code-pattern.ts';
import { type Procedure, type ProcedureUnits, proceduresFile } from './procedures.ts';

const wardMark = '{ward}';

/** A unit of a procedure as it is for a ward. */
export function unitFor(pattern: string, ward: string): string {
  return pattern.replaceAll(wardMark, ward);
}

/** Every desk of the city that receives a procedure: people may hand in anywhere, whatever ward they live in. */
export function desksOf({ units }: Pick<Procedure, 'units'>, city: Pick<City, 'wards'>): readonly string[] {
  return units.receiving.flatMap((pattern) => everywhere(pattern, city));
}

/** Whether it depends on the ward who handles it. */
export function isByWard({ units }: Pick<Procedure, 'units'>): boolean {
  return [units.handling, units.competent, units.records].some((pattern) => pattern.includes(wardMark));
}

/** @returns one fault per thing that a procedure names and that is not there */
export function procedureFaults(city: City): readonly ConfigFault[] {
  return [...city.dossiers.procedures.values()].flatMap((procedure) => faultsOf(procedure, city));
}

function faultsOf(procedure: Procedure, city: City): readonly ConfigFault[] {
  const at = (path: string, en: string, vi: string): ConfigFault => ({
    file: proceduresFile,
    path: `${procedure.code}.${path}`,
    message: en,
    vi,
  });
  const { deadline, field, units } = procedure;
  const missing = (known: ReadonlyMap<string, unknown>, code: string, path: string, what: readonly [string, string]) =>
    known.has(code) || code === '' ? [] : [at(path, `there is no ${what[0]} ${code}`, `không có ${what[1]} ${code}`)];
  const unitPaths = Object.entries(units) as readonly [keyof ProcedureUnits, string | readonly string[]][];
  return [
    ...missing(city.dossiers.fields, field, 'field', ['field', 'lĩnh vực']),
    ...missing(city.slaClasses, deadline.sla, 'deadline.sla', ['SLA class', 'nhóm thời hạn']),
    ...missing(city.calendars, deadline.calendar, 'deadline.calendar', ['calendar', 'lịch làm việc']),
    ...unitPaths.flatMap(([name, patterns]) =>
      [patterns]
        .flat()
        .flatMap((pattern) => everywhere(pattern, city))
        .flatMap((code) => missing(city.units, code, `units.${name}`, ['unit', 'đơn vị'])),
    ),
    ...desksOf(procedure, city).flatMap((code) => {
      const agency = city.units.get(code)?.agencyCode;
      // A unit may come without one, and receives nothing until it has been given it.
      if (agency === undefined || agency === '' || isAgencyCode(agency)) return [];
      return [
        at(
          'units.receiving',
          `the agency code "${agency}" of ${code} must be at most 35 digits, capitals and dots`,
          `mã định danh “${agency}” của ${code} phải gồm tối đa 35 chữ số, chữ in hoa và dấu chấm`,
        ),
      ];
    }),
  ];
}

function everywhere(pattern: string, { wards }: Pick<City, 'wards'>): readonly string[] {
  return pattern.includes(wardMark) ? [...wards.keys()].map((ward) => unitFor(pattern, ward)) : [pattern];
}
