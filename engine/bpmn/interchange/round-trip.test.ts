import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interchangePage, lineOf, passed } from './interchange-page.ts';
import { isLossless, roundTrip } from './round-trip.ts';
import { crowded, seven } from './test-models.ts';

test('a model goes in and out without loss, and its report says what came of it', async () => {
  for (const [file, xml] of [
    ['crowded.bpmn', crowded],
    ['seven.bpmn', seven('<bpmn:userTask id="a" camunda:assignee="ann" />')],
  ] as const) {
    const trip = await roundTrip(xml, file);
    assert.ok('comparison' in trip && isLossless(trip), file);
    const played = { file, trip, fault: '' };
    assert.match(lineOf(played), new RegExp(`^✔ ${file}: \\d+ elements in`));
    assert.match(interchangePage([played], '2026-01-02'), /Made on 2026-01-02: 1 of 1 models without loss/);
  }
});

test('a report of a file that was refused says why', async () => {
  const refused = await roundTrip('<a', 'broken.bpmn');
  assert.ok(!('comparison' in refused));
  const played = { file: 'broken.bpmn', trip: null, fault: refused.problems[0]?.message.en ?? '' };
  assert.equal(passed(played), false);
  assert.match(lineOf(played), /^✖ broken\.bpmn: The XML is broken at line 1/);
});
