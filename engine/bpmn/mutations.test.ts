import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadProgram } from './load-program.ts';
import { everything } from './rules/examples/everything.ts';

const seed = Number(process.env['WARDFLOW_SEED'] ?? 20_261_122);
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

const whole = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="urn:x" targetNamespace="urn:t"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions">${everything}</definitions>`;
const names = [...new Set([...whole.matchAll(/<(\w+)[\s>/]/g)].map(([, name = '']) => name))];
const ids = [...whole.matchAll(/id="(\w+)"/g)].map(([, id = '']) => id);

/** What stays XML and is no model any more: elements of another type, references elsewhere, things gone or doubled. */
const structural = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('type', 'reference', 'value', 'cut', 'twice'),
  name: fc.constantFrom(...names),
  id: fc.constantFrom(...ids, 'nowhere', '', '-1'),
});
type Structural = typeof structural extends fc.Arbitrary<infer T> ? T : never;

const places = {
  element: /<(\w+)([^<>]*)\/>|<(\w+)([^<>]*)>[^<]*<\/\3>/g,
  reference: /(?<=(?:Ref|default)=")\w+|(?<=<\w+Refs?>|<incoming>|<outgoing>)\w+/g,
  value: /(?<==")[^"]*/g,
} as const;

function altered(text: string, { at, kind, name, id }: Structural): string {
  const all = [...text.matchAll(kind === 'reference' || kind === 'value' ? places[kind] : places.element)];
  const found = all[at % all.length];
  if (found === undefined) return text;
  const [piece, one, , other = one ?? ''] = found;
  const swapped = piece.replace(`<${other}`, `<${name}`).replace(`</${other}`, `</${name}`);
  const by = { type: swapped, reference: id, value: id, cut: '', twice: piece + piece }[kind];
  return text.slice(0, found.index) + by + text.slice(found.index + piece.length);
}

test(`a model bent out of shape is a list of problems too (seed ${seed})`, async () => {
  const property = fc.asyncProperty(fc.array(structural, { minLength: 1, maxLength: 5 }), async (harms) => {
    const resource = { path: 'x.bpmn', content: harms.reduce(altered, whole) };
    const { problems } = await loadProgram([resource], { host: 'core', foreignWork: 'asJobs' });
    for (const { message } of problems) assert.doesNotMatch(message.vi + message.en, /\{\w+\}|undefined/);
  });
  await fc.assert(property, { seed, numRuns: Math.min(runs, 60) });
});
