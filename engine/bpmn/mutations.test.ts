import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadProgram } from './load-program.ts';

const seed = Number(process.env['WARDFLOW_SEED'] ?? Date.now() % 2_147_483_647);
const runs = Number(process.env['WARDFLOW_RUNS'] ?? 100);
const folder = new URL('../../workflows/citizen-feedback/', import.meta.url);
const files = ['citizen-feedback.bpmn', 'routing.dmn'].map((path) => ({
  path,
  content: readFileSync(new URL(path, folder), 'utf8'),
}));

/** One thing done to a text: a piece cut out, doubled, or replaced by what parsers stumble over. */
const harm = fc.record({
  at: fc.nat(),
  length: fc.nat({ max: 400 }),
  by: fc.constantFrom('', 'twice', '<', '>', '"', '&', '&#0;', '<!--', ']]>', '=', 'id="x"', '</', '\u0000', '{', 'ế'),
});

function harmed(text: string, { at, length, by }: { at: number; length: number; by: string }): string {
  const start = at % text.length;
  const piece = text.slice(start, start + length);
  return text.slice(0, start) + (by === 'twice' ? piece + piece : by) + text.slice(start + piece.length);
}

test(`a broken file is a list of problems, never a crash (seed ${seed}, ${runs} runs)`, async () => {
  const property = fc.asyncProperty(fc.array(harm, { minLength: 1, maxLength: 4 }), fc.nat(), async (harms, which) => {
    const { path, content } = files[which % files.length] ?? { path: '', content: '' };
    const resource = { path, content: harms.reduce(harmed, content) };
    const first = await loadProgram([resource]);
    const again = await loadProgram([resource]);
    assert.deepEqual(again.problems, first.problems, 'the verdict is always the same');
    const flows = Object.values(first.processes).flatMap((process) =>
      Object.values(process.flows).map((flow) => [flow.source, flow.target, process.nodes] as const),
    );
    if (first.problems.some((problem) => problem.severity === 'error')) return;
    for (const [source, target, nodes] of flows) assert.ok(nodes[source] && nodes[target]);
  });
  await fc.assert(property, { seed, numRuns: runs });
});
