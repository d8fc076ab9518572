import assert from 'node:assert/strict';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Refusal } from '#engine/runtime/refusal.ts';
import { storeErrors } from '#engine/store/errors.ts';
import { declareProblems, problemCodes, problemEntry } from './problem-catalogue.ts';
import { toProblem, toRefusal } from './problems.ts';

interface Entry {
  readonly status?: number;
  readonly message?: { readonly vi: string; readonly en: string };
}

// As portal/main.ts does.
declareProblems(storeErrors);

const root = join(import.meta.dirname, '..', '..');

async function roomsCodes(): Promise<ReadonlyMap<string, readonly string[]>> {
  const codes = new Map<string, string[]>();
  for await (const file of glob('{engine,portal,forms,connectors}/**/errors.ts', { cwd: root })) {
    const room = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
    for (const table of Object.values(room)) {
      if (typeof table !== 'object' || table === null) continue;
      for (const [code, entry] of Object.entries(table as Record<string, Entry>)) {
        // Entries without a status never reach a caller as a refusal (problems of definitions).
        if (entry.status !== undefined) codes.set(code, [...(codes.get(code) ?? []), file]);
      }
    }
  }
  return codes;
}

test("every code of every room's errors.ts has its problem, declared once", async () => {
  const codes = await roomsCodes();
  assert.ok(codes.size > 30, `${codes.size} codes found`);
  for (const [code, files] of codes) {
    assert.equal(files.length, 1, `${code} is declared in ${files.join(' and ')}`);
    assert.ok(problemEntry(code), `${code} of ${files[0]} is not in the catalogue`);
  }
});

test('every problem reads well in both languages, with its holes filled', () => {
  for (const code of problemCodes()) {
    const { status, message } = problemEntry(code) ?? assert.fail(code);
    const holes = [...message.en.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
    const other = [...message.vi.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
    assert.deepEqual(other.sort(), holes.sort(), `${code} names the same things in both languages`);
    const refusal = new Refusal(code, status, Object.fromEntries(holes.map((name) => [name, 7])));
    for (const language of ['vi', 'en'] as const) {
      const problem = toProblem(refusal, language, '01935555-0000-7000-8000-000000000001');
      assert.equal(problem.code, code);
      assert.doesNotMatch(problem.detail, /[{}!]/, code);
      assert.ok(problem.detail.length > 0 && problem.title.length > 0, code);
    }
  }
});

test('what a schema refuses is said in the words of the forms, with its limit', () => {
  const said = (keyword: string, limit: number) => {
    const validation = [{ instancePath: '/host', keyword, message: 'as the library says it', params: { limit } }];
    return toProblem(toRefusal({ validation }), 'en', 'id').errors?.[0];
  };
  assert.deepEqual(said('minLength', 1), { path: 'host', rule: 'required', message: 'This is needed.' });
  assert.equal(said('minLength', 3)?.message, 'At least 3 characters are needed.');
  assert.equal(said('maxLength', 9)?.message, 'Longer than 9 characters.');
  assert.equal(said('maximum', 7)?.message, 'Not more than 7.');
});
