import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { describeApi } from './openapi.ts';

test('portal/openapi.json is what the routes say (npm run -s wardflow -- openapi writes it anew)', async () => {
  const kept = await readFile(new URL('../openapi.json', import.meta.url), 'utf8');
  assert.deepEqual(JSON.parse(kept), JSON.parse(await describeApi()));
});

test('every operation says what it answers when all goes well, and that it may answer with a problem', async () => {
  const { paths } = JSON.parse(await describeApi()) as {
    readonly paths: Record<
      string,
      Record<string, { readonly responses: Record<string, unknown>; readonly summary?: string }>
    >;
  };
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      assert.ok(operation.summary, `${method} ${path} has a summary`);
      // Answers that are files have no schema.
      if (/^\/api\/v1\/(files|originals)\/\{/.test(path)) continue;
      assert.ok('200' in operation.responses || '204' in operation.responses, `${method} ${path}`);
      assert.ok('4XX' in operation.responses, `${method} ${path} ${Object.keys(operation.responses)}`);
    }
  }
});
