/** The routing rules that are shipped, asked of every place and category: of the demo city, and of 18 real wards. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import type { City } from '#engine/cases/city/city.ts';
import { parseCity } from '#engine/cases/city/parse-city.ts';
import { checkCoverage, isBlocking } from '#engine/cases/routing/routing-coverage.ts';
import { routingGrid } from '#engine/cases/routing/routing-grid.ts';
import type { Decisions } from '#engine/core/model/decisions.ts';
import { demoCity } from '#test/data/demo-city.ts';
import { realCityTexts } from '#test/data/wards/real-city.ts';

const text = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const now = Date.parse('2026-11-20T10:00+07:00');

describe('the routing rules of citizen reports', () => {
  let decisions: Decisions;
  before(async () => {
    const paths = ['citizen-feedback.bpmn', 'routing.dmn', 'sla.dmn'];
    decisions = (await loadProgram(paths.map((path) => ({ path, content: text(path) })))).decisions;
  });
  const question = (city: City) => {
    const env = { now, timeZone: city.province.timeZone, workingTime: workingTimeOf(city) };
    return { city, decisions, env };
  };

  it('find a unit for every category in every ward of the demo city, by day and by night', () => {
    const { findings, cells } = checkCoverage(question(demoCity()));
    assert.deepEqual(findings, []);
    assert.equal(cells, 29 * 13 * 2);
  });

  it('find a unit for every category in 18 real wards whose units came by an import', () => {
    const { city, faults } = parseCity(realCityTexts());
    assert.deepEqual(faults, []);
    assert.ok(city);
    const { findings, cells } = checkCoverage(question(city));
    assert.deepEqual(findings.filter(isBlocking), []);
    assert.equal(cells, 29 * 19 * 2);
  });

  it('a ward whose division is missing is a hole at publishing, with its name', () => {
    const city = demoCity();
    const units = new Map([...city.units].filter(([code]) => code !== '99016-KTHT'));
    const { findings } = checkCoverage(question({ ...city, units }));
    assert.ok(findings.length > 10);
    assert.ok(findings.every(({ kind, wards }) => kind === 'unknownUnit' && wards.join() === '99016'));
  });

  it('the whole grid is asked in less time than anybody notices', () => {
    const asked = question(demoCity());
    routingGrid(asked);
    const start = performance.now();
    routingGrid(asked);
    assert.ok(performance.now() - start < 1_500, `${performance.now() - start} ms`);
  });
});
