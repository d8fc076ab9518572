/** What the coverage of routing rules says against publishing a service, at the rule or table where it can be mended. */
import type { LoadedProgram } from '#engine/bpmn/load-program.ts';
import { checkCoverage } from '#engine/cases/routing/routing-coverage.ts';
import { routingDecision, tablesBehind } from '#engine/cases/routing/routing-decision.ts';
import { type RoutingCell, routingGrid } from '#engine/cases/routing/routing-grid.ts';
import type { Decisions } from '#engine/core/model/decisions.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Localised } from '../../application/common.ts';
import type { CoverageView } from '../../application/routing.ts';
import type { Problem } from '../../application/services.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';
import type { CityInForce } from '../city-book.ts';
import { coverageView } from './coverage-view.ts';
import { envOf } from './rules.ts';

const codes = {
  hole: 'ROUTING_HOLE',
  conflict: 'ROUTING_CONFLICT',
  unknownUnit: 'ROUTING_UNKNOWN_UNIT',
  failed: 'ROUTING_FAILED',
  acknowledged: 'ROUTING_NOBODY',
  deadRule: 'ROUTING_DEAD_RULE',
} as const satisfies Record<CoverageView['kind'], string>;

/** The tables and what they answer for every category and place, as it was worked out for other checks too. */
interface Routed {
  readonly resources: readonly ServiceResourceRow[];
  readonly decisions: Decisions;
  readonly routed: readonly RoutingCell[];
  readonly now: Instant;
}

/** What the tables answer for every category and place; none where they cannot be read, which is told already. */
export function routedBy(
  place: CityInForce,
  { decisions, problems }: Pick<LoadedProgram, 'decisions' | 'problems'>,
  now: Instant,
): readonly RoutingCell[] {
  const broken = problems.some(({ path, severity }) => path.endsWith('.dmn') && severity === 'error');
  return broken ? [] : routingGrid({ city: place.city, decisions, env: envOf(place, now) });
}

/** @returns none for a service that routes nothing */
export function coverageProblems(
  place: CityInForce,
  { resources, decisions, routed, now }: Routed,
): readonly Problem[] {
  if (routed.length === 0) return [];
  const { findings } = checkCoverage({ city: place.city, decisions, env: envOf(place, now) }, routed);
  const [top] = tablesBehind(decisions, routingDecision);
  return findings.map((finding) => {
    const view = coverageView(place.city, decisions, finding);
    const rule = view.kind === 'hole' && view.silent !== '' ? view.silent : view.rules.at(-1)?.rule;
    const element = rule ?? top?.table.id ?? routingDecision;
    return {
      severity: view.blocking ? 'error' : 'warning',
      code: codes[view.kind],
      path: fileOf(resources, element),
      element,
      message: messageOf(view),
    };
  });
}

function fileOf(resources: readonly ServiceResourceRow[], element: string): string {
  return resources.find(({ path, content }) => path.endsWith('.dmn') && content.includes(`"${element}"`))?.path ?? '';
}

function messageOf(view: CoverageView): Localised {
  const [vi, en] = [where(view, 'vi'), where(view, 'en')];
  const rules = view.rules.map(({ rule, note }) => (note === '' ? rule : `“${note}” (${rule})`)).join(', ');
  switch (view.kind) {
    case 'hole':
      return {
        vi: `Không có đơn vị nào nhận ${vi}. Thêm một luật, hoặc một luật trả lời null nếu cố ý để trống.`,
        en: `Nobody gets ${en}. Add a rule, or one that answers null if it is meant to be empty.`,
      };
    case 'conflict':
      return {
        vi: `Nhiều luật cùng khớp với ${vi}: ${rules}. Sửa để chỉ một luật khớp.`,
        en: `Several rules match ${en}: ${rules}. Change them so that one does.`,
      };
    case 'unknownUnit':
      return {
        vi: `Luật ${rules} đưa ${vi} tới ${view.unit}, đơn vị không có hoặc đã đóng. Sửa luật hoặc thêm đơn vị.`,
        en: `Rule ${rules} sends ${en} to ${view.unit}, a unit that is not there or closed. Change the rule or add the unit.`,
      };
    case 'failed':
      return {
        vi: `Không tính được đơn vị cho ${vi}: ${view.reason}`,
        en: `The unit for ${en} cannot be worked out: ${view.reason}`,
      };
    case 'acknowledged':
      return {
        vi: `Theo luật ${rules}, không có đơn vị nào nhận ${vi}.`,
        en: `By rule ${rules}, nobody gets ${en}.`,
      };
    case 'deadRule':
      return {
        vi: `Luật ${rules} không bao giờ được dùng: lĩnh vực hay địa bàn không còn, hoặc luật trên đã khớp trước.`,
        en: `Rule ${rules} never answers: its category or ward is gone, or a rule above matches first.`,
      };
  }
}

const wardsNamedMax = 5;

function where(
  { category, wards, everywhere, unknownPlace, sometimes }: CoverageView,
  language: keyof Localised,
): string {
  const words = {
    vi: { all: 'mọi địa bàn', unknown: 'chưa rõ địa bàn', some: ' (một số giờ)' },
    en: { all: 'every ward', unknown: 'an unknown place', some: ' (at some hours)' },
  }[language];
  const named = wards.slice(0, wardsNamedMax).map(({ name }) => name[language]);
  const more = wards.length > wardsNamedMax ? [`+${wards.length - wardsNamedMax}`] : [];
  const places = everywhere ? [words.all] : [...named, ...more, ...(unknownPlace ? [words.unknown] : [])];
  return `“${category?.name[language] ?? ''}”, ${places.join(', ')}${sometimes ? words.some : ''}`;
}
