/** `npm run bench -- soundness`: how long the soundness check takes on the shipped processes and on wide parallel ones. */
import { loadProgram } from '#engine/bpmn/load-program.ts';
import type { Program } from '#engine/core/model/program.ts';
import { checkSoundness } from '#engine/core/soundness/check.ts';
import { surroundingOf } from '#engine/core/soundness/rules/outside.ts';
import { buildProgram, type NodeSpec } from '#engine/core/trial/build-program.ts';
import { modelFiles, readBeside } from '#portal/model-files.ts';

const rounds = 5;

/** @returns the exit code */
export async function run(): Promise<number> {
  for (const file of await modelFiles(['workflows'])) {
    const resources = await Promise.all(
      file.beside.map(async (path) => ({ path, content: (await readBeside(file, path)) ?? '' })),
    );
    const { processes } = await loadProgram(resources, { host: 'core' });
    for (const program of Object.values(processes)) measure(program.process, program);
  }
  for (const branches of [3, 5, 10, 20]) measure(`${branches} parallel branches of 5`, wide(branches));
  return 0;
}

function measure(name: string, program: Program): void {
  const times: number[] = [];
  let told = '';
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const { decided, states, findings } = checkSoundness(program, surroundingOf([program]));
    times.push(performance.now() - start);
    told = `${decided ? 'decided' : 'not decided'}, ${states} states, ${findings.length} findings`;
  }
  const [first = 0] = times;
  const median = times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
  const elements = `${Object.keys(program.nodes).length} elements`;
  const took = `${first.toFixed(0)} ms first, ${median.toFixed(0)} ms median`;
  console.log(`${name.padEnd(30)} ${elements.padStart(14)}  ${took.padEnd(34)} ${told}`);
}

/** In each branch a task, then one of two others or back again. */
function wide(branches: number): Program {
  const nodes: Record<string, NodeSpec> = {
    s: { type: 'startEvent' },
    split: { type: 'parallelGateway' },
    join: { type: 'parallelGateway' },
    e: { type: 'endEvent' },
  };
  const flows = ['s -> split', 'join -> e'];
  for (let branch = 0; branch < branches; branch++) {
    const id = (letter: string): string => `${letter}${branch}`;
    for (const letter of ['a', 'b', 'c']) nodes[id(letter)] = { type: 'userTask' };
    for (const letter of ['x', 'm']) nodes[id(letter)] = { type: 'exclusiveGateway' };
    flows.push(`split -> ${id('a')}`, `${id('a')} -> ${id('x')}`, `${id('m')} -> join`);
    flows.push(`${id('x')} -> ${id('b')} if k = 1`, `${id('x')} -> ${id('c')} if k = 2`, `${id('x')} => ${id('a')}`);
    flows.push(`${id('b')} -> ${id('m')}`, `${id('c')} -> ${id('m')}`);
  }
  return buildProgram(nodes, flows);
}
