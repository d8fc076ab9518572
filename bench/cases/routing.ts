/** Routing decisions per second, with and without being asked why, and the ward of a place beside turf. */
import { readFileSync } from 'node:fs';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { wardAt } from '#engine/cases/areas/areas.ts';
import { workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import { routingDecision, variablesOf } from '#engine/cases/routing/routing-decision.ts';
import { explainRouting } from '#engine/cases/routing/routing-explanation.ts';
import { routingGrid } from '#engine/cases/routing/routing-grid.ts';
import { evaluateDecision } from '#engine/core/decisions/evaluate.ts';
import { demoCity } from '#test/data/demo-city.ts';
import { realAreas, realWards } from '#test/data/wards/real-wards.ts';
import { perSecond } from './per-second.ts';

const folder = new URL('../../workflows/citizen-feedback/', import.meta.url);
const paths = ['citizen-feedback.bpmn', 'routing.dmn', 'sla.dmn'];

export async function routing(): Promise<void> {
  const city = demoCity();
  const resources = paths.map((path) => ({ path, content: readFileSync(new URL(path, folder), 'utf8') }));
  const { decisions } = await loadProgram(resources);
  const env = { now: Date.UTC(2026, 10, 20, 3), timeZone: city.province.timeZone, workingTime: workingTimeOf(city) };
  const facts = [...city.wards.keys()].flatMap((ward) =>
    [...city.categories.keys()].map((category) => ({ category, ward, urgent: false, confidential: false })),
  );
  const told = (name: string, count: number, work: () => void) =>
    console.log(`${name.padEnd(44)} ${perSecond(count, work).toLocaleString('en').padStart(12)}`);
  console.log('\nper second, the middle of five rounds');
  told('routing decisions', facts.length, () => {
    for (const one of facts) evaluateDecision(decisions, routingDecision, variablesOf(one), env);
  });
  told('unit and deadline with every reason', facts.length, () => {
    for (const one of facts) explainRouting({ decisions, cells: true }, one, env);
  });
  const cells = routingGrid({ city, decisions, env }).length;
  told(`coverage of the whole grid (${cells} cells), cells`, cells, () => routingGrid({ city, decisions, env }));
  places(told);
}

function places(told: (name: string, count: number, work: () => void) => void): void {
  const [areas, wards] = [realAreas(), realWards()];
  const points = Array.from({ length: 20_000 }, (_, index) => ({
    lon: 106.66 + ((index * 7919) % 70_000) / 1_000_000,
    lat: 10.74 + ((index * 104_729) % 70_000) / 1_000_000,
  }));
  told('wards of places, 18 real wards', points.length, () => {
    for (const point of points) wardAt(areas, point, 0);
  });
  told('the same by turf', points.length, () => {
    for (const { lon, lat } of points) wards.find((ward) => booleanPointInPolygon([lon, lat], ward as never));
  });
}
