import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { demoCity } from '#test/data/demo-city.ts';
import { type Prepared, prepare, prepareTopics } from './likeness.ts';
import type { Audience } from './settings.ts';
import { judge, type Reported, suggestDuplicates } from './suggest.ts';

const data = (path: string): string => readFileSync(new URL(`../../../test/data/${path}`, import.meta.url), 'utf8');
const city = demoCity();
const hour = 3_600_000;
const start = Date.parse('2026-11-20T08:00:00+07:00');

interface Labelled extends Reported {
  readonly matter: string;
}

/** What official or citizen is compared by: all words, or those of the city's vocabulary. */
const preparing: Readonly<Record<Audience, (text: string) => Prepared>> = {
  official: (text) => prepare(city, text),
  citizen: (text) => prepareTopics(city, text),
};

function labelled(audience: Audience): readonly Labelled[] {
  interface Row {
    readonly matter: string;
    readonly category: string;
    readonly text: string;
    readonly lon: number;
    readonly lat: number;
    readonly hours: number;
  }
  const rows = JSON.parse(data('duplicates/labelled.json')) as readonly Row[];
  return rows.map(({ matter, category, text, lon, lat, hours }) => ({
    matter,
    category,
    point: { lon, lat },
    at: start + hours * hour,
    text: preparing[audience](text),
  }));
}

/** Precision of what is proposed, recall of the duplicates that there are, and who is led to an earlier report. */
function figuresOf(audience: Audience) {
  const reports = labelled(audience).toSorted((a, b) => a.at - b.at);
  const counted = { right: 0, wrong: 0, missed: 0, led: 0, couldBeLed: 0 };
  for (const [index, report] of reports.entries()) {
    const earlier = reports.slice(0, index);
    const same = earlier.filter(({ matter }) => matter === report.matter);
    const proposed = suggestDuplicates(city, audience, report, earlier).map(({ candidate }) => candidate);
    const right = proposed.filter(({ matter }) => matter === report.matter);
    counted.right += right.length;
    counted.wrong += proposed.length - right.length;
    counted.missed += same.length - right.length;
    if (same.length > 0) counted.couldBeLed += 1;
    if (right.length > 0) counted.led += 1;
  }
  const { right, wrong, missed, led, couldBeLed } = counted;
  return { precision: right / (right + wrong), recall: right / (right + missed), led: led / couldBeLed, couldBeLed };
}

describe('what is proposed as a duplicate', () => {
  it('of 50 reports labelled by hand, with one matter beside another: figures for officials and for citizens', () => {
    const [official, citizen] = [figuresOf('official'), figuresOf('citizen')];
    const shown = JSON.stringify({ official, citizen });
    assert.equal(official.couldBeLed, citizen.couldBeLed);
    assert.ok(official.precision >= 0.53 && official.recall >= 0.87 && official.led >= 0.95, shown);
    assert.ok(citizen.precision >= 0.64 && citizen.recall >= 0.8 && citizen.led >= 0.87, shown);
  });

  it('distance and time alone are not enough: of 705 real requests of a large city few look like duplicates', () => {
    const [, ...lines] = data('bulk-311/nyc-311-places.csv').trim().split('\n');
    const requests = lines.map((line): Reported => {
      const [created = '', type = '', , lat = '', lon = ''] = line.split(',');
      return { at: Date.parse(`${created}Z`), category: type, point: { lon: Number(lon), lat: Number(lat) } };
    });
    assert.equal(requests.length, 705);
    const near = requests.filter((report, index) =>
      requests.slice(0, index).some((earlier) => judge(city, report, earlier) !== undefined),
    );
    const proposed = requests.filter(
      (report, index) => suggestDuplicates(city, 'citizen', report, requests.slice(0, index)).length > 0,
    );
    assert.ok(near.length < 80 && proposed.length < 50, `${near.length} near another, ${proposed.length} proposed`);
    assert.ok(proposed.length > 10);
  });

  it('says why, in facts that words are made of', () => {
    const at = Date.parse('2026-11-20T00:30:00+07:00');
    const report = { point: { lon: 108.16374, lat: 10.98027 }, category: 'HT-TN', at };
    const before = { point: { lon: 108.16374, lat: 10.9805848 }, category: 'HT-CS', at: at - hour };
    const found = judge(
      city,
      { ...report, text: prepare(city, 'Nắp hố ga vỡ') },
      { ...before, text: prepare(city, 'nap ho ga bi vo') },
    );
    assert.equal(Math.round(found?.reasons.metres ?? 0), 35);
    assert.deepEqual({ ...found?.reasons, metres: 0 }, { metres: 0, category: 'sibling', days: 1, text: 'much' });
  });

  it('what may not be read is left out of the sum instead of counting as unlike', () => {
    const report = { point: { lon: 108.16374, lat: 10.98027 }, category: 'HT-TN', at: start };
    const text = prepare(city, 'Nắp hố ga vỡ');
    const unknown = judge(city, { ...report, text }, report);
    assert.equal(unknown?.score, 1);
    assert.equal(unknown?.reasons.text, 'none');
  });

  it('beyond the radius of its category, or of the days, nothing is a candidate', () => {
    const report = { point: { lon: 108.16374, lat: 10.98027 }, category: 'HT-GT', at: start };
    const north = (metres: number) => ({ ...report, point: { lon: 108.16374, lat: 10.98027 + metres / 111_195 } });
    assert.ok(judge(city, report, north(59)));
    assert.equal(judge(city, report, north(61)), undefined);
    assert.ok(judge(city, { ...report, category: 'HT-CN' }, north(250)));
    assert.ok(judge(city, report, { ...report, at: start - 30 * 24 * hour }));
    assert.equal(judge(city, report, { ...report, at: start - 31 * 24 * hour }), undefined);
  });
});

describe('what a citizen is compared by', () => {
  it('holds nothing of a text but words that the city itself uses', () => {
    const said = prepareTopics(city, 'Nắp hố ga trước nhà ông Trần Văn Bảy vỡ, gọi 0912345678');
    assert.deepEqual([...said.grams.keys()], ['ho ga']);
  });
});
