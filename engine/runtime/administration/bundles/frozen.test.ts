/** Bundles of every format there ever was keep coming in: test/data/bundles. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { format } from '#engine/bundles/manifest.ts';
import { type OpenBundle, openArchive } from '#engine/bundles/open-bundle.ts';
import { parseCity } from '#engine/cases/city/parse-city.ts';
import { bundleCrypto } from './signing.ts';

const folder = new URL('../../../../test/data/bundles/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.wardflow-bundle'));

it('there is one of each format', () => {
  assert.deepEqual(
    files.map((name) => Number.parseInt(name, 10)).sort(),
    Array.from({ length: format }, (_, at) => at + 1),
  );
});

for (const file of files) {
  it(`${file} is whole, signed, and a city with services that run`, async () => {
    const bundle = openArchive(readFileSync(new URL(file, folder)), bundleCrypto);
    assert.notEqual(bundle.signature, null);
    assert.deepEqual(parseCity(Object.fromEntries(below(bundle, 'city/'))).faults, []);
    for (const service of new Set(below(bundle, 'services/').map(([path]) => path.split('/')[0] ?? ''))) {
      const resources = below(bundle, `services/${service}/`).map(([path, content]) => ({ path, content }));
      // As published: what has been added to the rules since is told when it is to be published here.
      const { problems } = await loadProgram(resources, { checked: 'published' });
      assert.deepEqual(
        problems.filter(({ severity }) => severity === 'error'),
        [],
      );
    }
  });
}

function below({ texts }: OpenBundle, prefix: string): readonly (readonly [string, string])[] {
  return [...texts].flatMap(([name, text]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), text] as const] : [],
  );
}
