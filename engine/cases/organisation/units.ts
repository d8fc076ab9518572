/**
 * Units in time. A unit is in force from `validFrom` to `validTo`, both included, by the city's calendar. A closed unit
 * is never taken out: cases of its time keep its name. Whoever needs somebody who answers *now* asks for its successor.
 */
import type { Instant } from '#engine/core/values.ts';
import { addDays, localDate } from '../calendars/local-date.ts';
import type { City, Unit } from '../city/city.ts';
import type { ConfigFault } from '../city/json-reader.ts';

/** What of a case decides who takes it over, where a unit was split. */
export interface CaseShare {
  readonly ward?: string | undefined;
  readonly category?: string | undefined;
}

/** @param day ISO 8601 date of the city */
export function isInForce(unit: Pick<Unit, 'validFrom' | 'validTo'>, day: string): boolean {
  return (unit.validFrom === null || unit.validFrom <= day) && (unit.validTo === null || day <= unit.validTo);
}

/**
 * Who answers on a day for what a unit answers for: the unit itself until it is closed, then who took it over, on and
 * on. A unit that nobody followed, and one that is not known, stay as they are.
 */
export function unitOn(units: ReadonlyMap<string, Unit>, code: string, day: string, share: CaseShare = {}): string {
  let current = code;
  for (let steps = 0; steps <= units.size; steps += 1) {
    const unit = units.get(current);
    if (unit === undefined || unit.validTo === null || day <= unit.validTo) return current;
    const next = unit.successors.find((one) => takesOver(one, share));
    if (next === undefined) return current;
    current = next.unit;
  }
  return current;
}

/** As {@link unitOn}, at an instant. */
export function unitAt(city: Pick<City, 'units' | 'province'>, code: string, at: Instant, share?: CaseShare): string {
  const unit = city.units.get(code);
  // Nearly all units have no end: the day is not even asked for.
  if (unit === undefined || unit.validTo === null) return code;
  return unitOn(city.units, code, localDate(city.province.timeZone, at), share);
}

/** Those that can be given something to do at an instant. */
export function unitsInForce({ units, province }: Pick<City, 'units' | 'province'>, at: Instant): readonly Unit[] {
  const day = localDate(province.timeZone, at);
  return [...units.values()].filter((unit) => isInForce(unit, day));
}

/** Codes of the units that a unit took over from. */
export function predecessorsOf(units: ReadonlyMap<string, Unit>, code: string): readonly string[] {
  return [...units.values()]
    .filter((unit) => unit.successors.some((one) => one.unit === code))
    .map((unit) => unit.code);
}

/** A share fits a case when each thing that it names fits. */
export function takesOver(
  share: { readonly wards: readonly string[]; readonly categories: readonly string[] },
  one: CaseShare,
): boolean {
  const fits = (named: readonly string[], value: string | undefined) =>
    named.length === 0 || named.includes(value ?? '');
  return fits(share.wards, one.ward) && fits(share.categories, one.category);
}

/** What is wrong with the units as a whole: places that lead nowhere, circles, dates that contradict each other. */
export function unitFaults(city: City): readonly ConfigFault[] {
  return [...city.units.values()].flatMap((unit) => [
    ...placeFaults(city, unit),
    ...periodFaults(city, unit),
    ...circleFaults(city, unit),
    ...successorFaults(city, unit),
    ...agencyFaults(city, unit),
  ]);
}

function placeFaults({ units, wards }: City, { code, parent, ward }: Unit): readonly ConfigFault[] {
  return [
    ...(parent === null || units.has(parent)
      ? []
      : [faultAt(code, 'parent', `there is no unit ${parent}`, `không có đơn vị ${parent}`)]),
    ...(ward === null || wards.has(ward)
      ? []
      : [faultAt(code, 'ward', `there is no ward ${ward}`, `không có địa bàn ${ward}`)]),
  ];
}

function periodFaults({ units }: City, unit: Unit): readonly ConfigFault[] {
  const { code, validFrom, validTo, parent } = unit;
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    return [
      faultAt(
        code,
        'validTo',
        `it ends (${validTo}) before it begins (${validFrom})`,
        `ngày kết thúc (${validTo}) trước ngày bắt đầu (${validFrom})`,
      ),
    ];
  }
  const above = parent === null ? undefined : units.get(parent);
  if (above?.validTo !== undefined && above.validTo !== null && (validTo === null || validTo > above.validTo)) {
    return [
      faultAt(
        code,
        'parent',
        `the unit ${above.code} above it is closed after ${above.validTo}; choose another one`,
        `đơn vị cấp trên ${above.code} đóng từ sau ngày ${above.validTo}; hãy chọn đơn vị cấp trên khác`,
      ),
    ];
  }
  return [];
}

function circleFaults({ units }: City, unit: Unit): readonly ConfigFault[] {
  const parents = (code: string) => [units.get(code)?.parent ?? []].flat();
  const heirs = (code: string) => (units.get(code)?.successors ?? []).map((one) => one.unit);
  return [
    ...(reaches(parents, unit.code)
      ? [faultAt(unit.code, 'parent', 'it stands above itself', 'đơn vị trực thuộc chính nó (vòng lặp)')]
      : []),
    ...(reaches(heirs, unit.code)
      ? [faultAt(unit.code, 'successors', 'it follows itself', 'đơn vị kế nhiệm chính nó (vòng lặp)')]
      : []),
  ];
}

/** Whether one gets back to where one began. */
function reaches(next: (code: string) => readonly string[], start: string): boolean {
  const seen = new Set<string>();
  const open = [...next(start)];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    if (code === start) return true;
    if (seen.has(code)) continue;
    seen.add(code);
    open.push(...next(code));
  }
  return false;
}

function successorFaults(city: City, { code, validTo, successors }: Unit): readonly ConfigFault[] {
  if (successors.length === 0) return [];
  if (validTo === null) {
    return [
      faultAt(
        code,
        'successors',
        'say until when it exists',
        'có đơn vị kế nhiệm thì phải ghi ngày kết thúc của đơn vị',
      ),
    ];
  }
  const rest = successors.findIndex((one) => one.wards.length + one.categories.length === 0);
  return [
    ...(rest !== successors.length - 1
      ? [
          faultAt(
            code,
            'successors',
            'the last one, and only the last one, must take whatever is left',
            'đơn vị kế nhiệm cuối cùng (và chỉ đơn vị đó) phải nhận tất cả phần còn lại',
          ),
        ]
      : []),
    ...successors.flatMap((one, index) => heirFaults(city, { code, validTo }, one.unit, `successors[${index}]`)),
  ];
}

function heirFaults(
  { units }: City,
  old: { readonly code: string; readonly validTo: string },
  heir: string,
  path: string,
): readonly ConfigFault[] {
  const unit = units.get(heir);
  if (unit === undefined) return [faultAt(old.code, path, `there is no unit ${heir}`, `không có đơn vị ${heir}`)];
  const first = addDays(old.validTo, 1);
  if (isInForce(unit, first) || (unit.validTo !== null && unit.validTo < first && unit.successors.length > 0))
    return [];
  return [
    faultAt(
      old.code,
      path,
      `the unit ${heir} is not in force on ${first}`,
      `đơn vị ${heir} chưa hoạt động hoặc đã đóng vào ngày ${first}`,
    ),
  ];
}

/** An agency has one code, and a code one agency at a time. */
function agencyFaults({ units }: City, unit: Unit): readonly ConfigFault[] {
  if (unit.agencyCode === '') return [];
  const other = [...units.values()].find(
    (one) => one.code < unit.code && one.agencyCode === unit.agencyCode && overlap(one, unit),
  );
  if (other === undefined) return [];
  return [
    faultAt(
      unit.code,
      'agencyCode',
      `${unit.agencyCode} is the code of ${other.code} at the same time`,
      `mã định danh ${unit.agencyCode} đang thuộc đơn vị ${other.code} trong cùng thời gian`,
    ),
  ];
}

function overlap(one: Unit, other: Unit): boolean {
  const before = (end: string | null, begin: string | null) => end !== null && begin !== null && end < begin;
  return !before(one.validTo, other.validFrom) && !before(other.validTo, one.validFrom);
}

function faultAt(code: string, field: string, message: string, vi: string): ConfigFault {
  return { file: 'units.json', path: `${code}.${field}`, message, vi };
}
