// What of BPMN 2.0 runs, told from the readers themselves, so that the page cannot drift from the code.
import { dataElements } from './read-data.ts';
import { globalElements } from './read-global.ts';
import { readableElements } from './read-node.ts';
import { allowed } from './read-triggers.ts';

/** @returns docs/bpmn-support.md */
export function supportPage(): string {
  const readable = new Set<string>([...readableElements(), ...globalElements]);
  const rows = elements.map(([name, paragraph]) => {
    const state = readable.has(name) ? `runs${inCoreOnly.has(name) ? ' (scenarios only)' : ''}` : 'refused';
    return `| ${name} | ${paragraph} | ${state} |`;
  });
  const kinds = [...new Set(Object.values(allowed).flat())].toSorted();
  const events = kinds.map((kind) => {
    const cells = positions.map((position) => (allowed[position].includes(kind) ? 'runs' : '–'));
    return `| ${kind} | ${cells.join(' | ')} |`;
  });
  return [
    '# BPMN 2.0: what runs',
    '',
    'Generated from the readers of `engine/bpmn`: `wardflow conformance --support > docs/bpmn-support.md`. Everything else',
    'is refused when a service is checked, by the id of its element. "Scenarios only" runs in the core and in scenario',
    'files, and is refused on the server; so are receive tasks without a message, and processes that begin by a timer or',
    'a condition (`engine/bpmn/beyond-runtime.ts`).',
    '',
    '## Flow elements',
    '',
    '| element | BPMN 2.0.2 | state |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '## Data',
    '',
    '| elements | BPMN 2.0.2 | what becomes of them |',
    '| --- | --- | --- |',
    ...dataElements.map((row) => `| ${row.join(' | ')} |`),
    '',
    '## Event definitions',
    '',
    'None events run everywhere but on borders and as catching events. Several definitions on one event run too (multiple,',
    'parallel multiple).',
    '',
    `| definition | ${positions.map((position) => headings[position]).join(' | ')} |`,
    `| --- |${' --- |'.repeat(positions.length)}`,
    ...events,
    '',
  ].join('\n');
}

const positions = ['start', 'eventStart', 'catch', 'boundary', 'throw', 'end'] as const;
const headings = {
  start: 'start',
  eventStart: 'start of an event sub-process',
  catch: 'intermediate catch',
  boundary: 'boundary',
  throw: 'intermediate throw',
  end: 'end',
} as const;

const inCoreOnly = new Set<string>(['adHocSubProcess']);

const elements = [
  ['startEvent', '10.5.2'],
  ['endEvent', '10.5.3'],
  ['intermediateCatchEvent', '10.5.4'],
  ['intermediateThrowEvent', '10.5.4'],
  ['boundaryEvent', '10.5.4'],
  ['task', '10.3.3'],
  ['userTask', '10.3.3.2'],
  ['manualTask', '10.3.3.3'],
  ['serviceTask', '10.3.3.1'],
  ['sendTask', '10.3.3.1'],
  ['receiveTask', '10.3.3.1'],
  ['scriptTask', '10.3.3.5'],
  ['businessRuleTask', '10.3.3.4'],
  ['callActivity', '10.3.6'],
  ['subProcess', '10.3.5'],
  ['transaction', '10.3.5'],
  ['adHocSubProcess', '10.3.5'],
  ['exclusiveGateway', '10.6.2'],
  ['inclusiveGateway', '10.6.3'],
  ['parallelGateway', '10.6.4'],
  ['complexGateway', '10.6.5'],
  ['eventBasedGateway', '10.6.6'],
  ['globalTask', '10.3.7'],
  ['globalUserTask', '10.3.7'],
  ['globalManualTask', '10.3.7'],
  ['globalScriptTask', '10.3.7'],
  ['globalBusinessRuleTask', '10.3.7'],
  ['choreographyTask', '11'],
  ['subChoreography', '11'],
  ['callChoreography', '11'],
] as const;
