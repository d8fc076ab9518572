import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import { evaluateDecision } from '#engine/core/decisions/evaluate.ts';
import { demoCity } from '#test/data/demo-city.ts';
import { holdsOfShipped } from '#test/support/shipped-service.ts';

const city = demoCity();

describe('the service of requests about one’s own data', () => {
  const loaded = holdsOfShipped({
    folder: new URL('./', import.meta.url),
    key: 'personal-data-request',
    findings: [],
  });

  it('promises what the SLA classes of the city promise: they are one assumption, not two', () => {
    const env = { now: 0, timeZone: city.province.timeZone, workingTime: workingTimeOf(city) };
    for (const kind of ['export', 'erase']) {
      const answer = evaluateDecision(loaded().decisions, 'deadline', { kind }, env);
      assert.ok(answer.kind === 'ok');
      const { class: code, resolve, calendar } = answer.value as Record<string, string>;
      const known = city.slaClasses.get(code ?? '');
      assert.deepEqual([resolve, calendar], [known?.resolve, known?.calendar], kind);
      assert.match(known?.basis.vi ?? '', /giả định/);
    }
  });

  it('nobody confirms what they have checked or decided themselves', () => {
    const node = loaded().processes['personal-data-request']?.nodes['confirm'];
    assert.deepEqual(node?.type === 'userTask' ? node.apartFrom : [], ['verify', 'decide']);
  });
});
