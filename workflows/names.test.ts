import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadProgram, programsIn } from '#engine/bpmn/load-program.ts';

const folder = new URL('./', import.meta.url);
const services = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
  const inside = entry.isDirectory() ? readdirSync(new URL(`${entry.name}/`, folder)) : [];
  const files = inside.filter((name) => /\.(bpmn|dmn)$/.test(name)).map((name) => `${entry.name}/${name}`);
  return files.some((path) => path.endsWith('.bpmn')) ? [{ service: entry.name, files }] : [];
});

test('there are services to look at', () => assert.notEqual(services.length, 0));

for (const { service, files } of services) {
  test(`${service}: whatever of its processes has a name has one in English, and so has every step of people`, async () => {
    const resources = files.map((path) => ({ path, content: readFileSync(new URL(path, folder), 'utf8') }));
    const loaded = await loadProgram(resources, { host: 'core' });
    assert.deepEqual(
      loaded.untranslated.map(({ message }) => message.en),
      [],
    );
    const nodes = programsIn(loaded).flatMap((program) => Object.values(program.nodes));
    const people = nodes.filter(({ type }) => type === 'userTask' || type === 'manualTask');
    assert.deepEqual(
      people.filter(({ english }) => english === undefined).map(({ id }) => id),
      [],
    );
  });
}
