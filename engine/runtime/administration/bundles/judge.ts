/** What would stand against a bundle here: in the city as a whole, and in each service that would get a draft. */
import { type LoadedProgram, loadProgram, programsIn } from '#engine/bpmn/load-program.ts';
import { workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import type { City } from '#engine/cases/city/city.ts';
import type { ConfigFault } from '#engine/cases/city/json-reader.ts';
import { type CityTexts, cityFiles, parseCity } from '#engine/cases/city/parse-city.ts';
import type { Expression, FlowNode } from '#engine/core/model/program.ts';
import type { Problem } from '../../application/services.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { allowedIn, problemsIn } from '../../use-cases/services/problems.ts';
import { kindOf, titleOf } from '../../use-cases/services/resource-facts.ts';
import { questionFaults } from '../categories/questions.ts';
import { type CityInForce, stampOf } from '../city-book.ts';
import { coverageProblems, routedBy } from '../routing/coverage-problems.ts';
import type { PlannedItem } from './plan.ts';

export interface CityAfter {
  /** undefined: it would have faults, or there is none. */
  readonly city: CityInForce | undefined;
  readonly faults: readonly ConfigFault[];
}

/** The city with what is to be taken, checked as a whole, and that nobody loses what they stand on. */
export async function cityAfter(tx: Tx, plan: readonly PlannedItem[]): Promise<CityAfter> {
  const rows = await tx.cases.reference.all();
  const known: ReadonlySet<string> = new Set(cityFiles);
  const before = Object.fromEntries(rows.filter(({ kind }) => known.has(kind)).map((row) => [row.kind, row.content]));
  const taken = plan.flatMap(({ file, does, texts, item }) =>
    file !== undefined && does === 'take' ? [[file, texts.get(item) ?? ''] as const] : [],
  );
  const after: CityTexts = { ...before, ...Object.fromEntries(taken) };
  // Services alone into an installation without a city: there is nothing to hold them against.
  if (Object.keys(after).length === 0) return { city: undefined, faults: [] };
  const { city, faults } = parseCity(after);
  if (city === undefined) return { city: undefined, faults };
  const lost = taken.length === 0 ? [] : lostIn(parseCity(before).city, city);
  const all = taken.length === 0 ? [] : [...questionFaults(city), ...lost];
  return { city: { city, workingTime: workingTimeOf(city), stamp: stampOf(after) }, faults: all };
}

/**
 * Cases, posts and clocks of long ago name them: what is in the city is closed, and never goes.
 * @param before undefined: there was no city
 */
function lostIn(before: City | undefined, after: City): readonly ConfigFault[] {
  if (before === undefined) return [];
  const kinds = [
    ['units.json', before.units, after.units],
    ['wards.geojson', byCode(before.wards), byCode(after.wards)],
    ['categories.json', before.categories, after.categories],
    ['roles.json', before.roles, after.roles],
    ['sla.json', before.slaClasses, after.slaClasses],
    ['calendars.json', before.calendars, after.calendars],
    ['stages.json', before.stages, after.stages],
    ['procedures.json', before.dossiers.procedures, after.dossiers.procedures],
  ] as const satisfies readonly (readonly [string, ReadonlyMap<string, unknown>, ReadonlyMap<string, unknown>])[];
  return kinds.flatMap(([file, was, is]) =>
    [...was.keys()].filter((code) => !is.has(code)).map((code) => lostFault(file, code)),
  );
}

function byCode(wards: City['wards']): ReadonlyMap<string, unknown> {
  return new Map([...wards.keys()].map((code) => [code, code]));
}

function lostFault(file: string, code: string): ConfigFault {
  return {
    file,
    path: code,
    message: 'stands here and not in the bundle; what cases may name is closed, never removed',
    vi: 'đang có ở đây nhưng không có trong gói; hồ sơ cũ còn nhắc đến nên chỉ được đóng, không được bỏ',
  };
}

/** As files of a service, for who checks one. */
export function resourcesOf({ key, texts }: PlannedItem): readonly ServiceResourceRow[] {
  return [...texts].flatMap(([name, content]) => {
    const path = name.slice(`services/${key}/`.length);
    const kind = kindOf(path);
    return kind === undefined ? [] : [{ path, kind, title: titleOf(path, content), content }];
  });
}

/** What stands against publishing it in the city as it would be. */
export async function serviceProblems(
  context: Context,
  item: PlannedItem,
  city: CityInForce | undefined,
): Promise<readonly Problem[]> {
  const resources = resourcesOf(item);
  const loaded = await loadProgram(resources, allowedIn(context));
  const own = problemsIn(resources, loaded);
  if (city === undefined) return own;
  const now = context.clock();
  const routed = routedBy(city, loaded, now);
  const coverage = coverageProblems(city, { resources, decisions: loaded.decisions, routed, now });
  return [...own, ...lostReferences(loaded, city.city), ...coverage];
}

function lostReferences(loaded: LoadedProgram, city: City): readonly Problem[] {
  return programsIn(loaded).flatMap((program) =>
    Object.values(program.nodes).flatMap((node) => lostOf(node, loaded.files[program.process] ?? '', city)),
  );
}

function lostOf(node: FlowNode, path: string, city: City): readonly Problem[] {
  const human = node.type === 'userTask' || node.type === 'manualTask' ? node : undefined;
  const [unit, role] = [said(human?.unit), said(human?.role)];
  const calendar = said(human?.deadline?.calendar)?.split('@')[0];
  const citizen = 'citizen';
  return [
    ...(unit !== undefined && !city.units.has(unit) ? [lost('UNIT_NOT_HERE', path, node.id, unit)] : []),
    ...(role !== undefined && role !== citizen && !city.roles.has(role)
      ? [lost('ROLE_NOT_HERE', path, node.id, role)]
      : []),
    ...(calendar !== undefined && !city.calendars.has(calendar)
      ? [lost('CALENDAR_NOT_HERE', path, node.id, calendar)]
      : []),
  ];
}

function said(expression: Expression | null | undefined): string | undefined {
  return expression?.kind === 'literal' && expression.value !== '' ? expression.value : undefined;
}

const words = {
  UNIT_NOT_HERE: {
    vi: 'Đơn vị {code} không có ở đây. Hãy chọn đơn vị khác hoặc thêm đơn vị.',
    en: 'There is no unit {code} here. Choose another, or add it.',
  },
  ROLE_NOT_HERE: {
    vi: 'Vai trò {code} không có ở đây. Hãy chọn vai trò khác.',
    en: 'There is no role {code} here. Choose another.',
  },
  CALENDAR_NOT_HERE: {
    vi: 'Lịch làm việc {code} không có ở đây. Hãy chọn lịch khác hoặc thêm lịch.',
    en: 'There is no calendar {code} here. Choose another, or add it.',
  },
} as const;

function lost(code: keyof typeof words, path: string, element: string, named: string): Problem {
  const filled = (text: string) => text.replace('{code}', named);
  const message = { vi: filled(words[code].vi), en: filled(words[code].en) };
  return { severity: 'error', code, path, element, message };
}
