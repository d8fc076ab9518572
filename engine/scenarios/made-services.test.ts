/** A service that was made of a list of steps plays its own example, and gives back and refuses as it was told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceOfSteps } from '#engine/bpmn/new-service/service-of-steps.ts';
import { envAt, monday } from '#engine/core/trial/trial.ts';
import { runScenarioFile } from './run-file.ts';

const step = { limit: null, mayReturn: false, mayRefuse: false, tells: false };
const { key, files } = serviceOfSteps({
  key: 'noise',
  name: { vi: 'Tiếng ồn', en: 'Noise' },
  publicIntake: true,
  promise: null,
  steps: [
    { ...step, name: { vi: 'Tiếp nhận', en: 'Receive' }, role: 'ioc_operator', unit: 'IOC', mayRefuse: true },
    { ...step, name: { vi: 'Xử lý', en: 'Handle' }, role: 'officer', unit: '=unit', tells: true },
    { ...step, name: { vi: 'Duyệt', en: 'Approve' }, role: 'unit_head', unit: '=unit', mayReturn: true },
  ],
});
const city = { timeZone: envAt(monday).timeZone, workingTime: envAt(monday).workingTime };
const head = `title: a case\nmodel: ../${key}.bpmn\nworkers: { notice: { output: {} } }\nsteps:\n  - start: { variables: {} }\n`;

async function play(content: string): Promise<readonly (string | undefined)[]> {
  const read = async (path: string) => files[path.replace(/^.*?noise\.bpmn$/, 'noise.bpmn')];
  const { results } = await runScenarioFile('noise/scenarios/a.scenario.yaml', content, read, city);
  return results.map(({ failure }) => failure?.message);
}

test('its own example', async () => {
  assert.deepEqual(await play(files['scenarios/expected-way.scenario.yaml'] ?? ''), [undefined]);
});

test('the unit that was chosen has it, gets it back, and the reporter is told', async () => {
  const steps = `
  - complete: { element: tiep-nhan, variables: { decision: done, unit: KTHT } }
  - expect: { waitingAt: [xu-ly], assigned: { xu-ly: KTHT } }
  - complete: { element: xu-ly }
  - expect: { waitingAt: [duyet], completed: [tell_xu-ly] }
  - complete: { element: duyet, variables: { decision: return } }
  - expect: { waitingAt: [xu-ly] }
  - complete: { element: xu-ly }
  - complete: { element: duyet, variables: { decision: done } }
  - expect: { state: completed, ended: [done], variables: { outcome: done } }
`;
  assert.deepEqual(await play(head + steps.slice(1)), [undefined]);
});

test('a refusal ends it', async () => {
  const steps = `  - complete: { element: tiep-nhan, variables: { decision: refuse, reason: x } }
  - expect: { state: completed, ended: [refused], variables: { outcome: refused } }
`;
  assert.deepEqual(await play(head + steps), [undefined]);
});
