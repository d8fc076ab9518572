// What of BPMN 2.0 runs. Nothing here is claimed: a small model of each element goes through the loader, and what it
// says, and whether the element changes what runs, is what the page says.
import { loadProgram } from './load-program.ts';
import type { Problem } from './problems.ts';
import { supportGroups } from './support-elements.ts';
import {
  byTheStandard,
  type EventPosition,
  type EventTrigger,
  eventModel,
  positions,
  triggers,
} from './support-events.ts';
import { featureEntries } from './support-features.ts';
import type { SupportEntry } from './support-models.ts';

export type Support = 'runs' | 'runs (scenarios only)' | 'documentation only' | 'refused';

/** @returns docs/bpmn-support.md */
export async function supportPage(): Promise<string> {
  const groups: string[] = [];
  const features = { title: 'Attributes and forms', entries: featureEntries };
  for (const { title, entries } of [...supportGroups, features]) {
    groups.push(`## ${title}`, '', '| element | BPMN 2.0.2 | state |', '| --- | --- | --- |');
    for (const entry of entries)
      groups.push(
        `| ${entry[0].includes(' ') ? entry[0] : xmlName(entry[0])} | ${entry[1]} | ${await stateOf(entry)} |`,
      );
    groups.push('');
  }
  const events: string[] = [];
  for (const trigger of triggers) {
    const cells: string[] = [];
    for (const [position] of positions) cells.push(await cellOf(position, trigger));
    events.push(`| ${trigger} | ${cells.join(' | ')} |`);
  }
  return [
    ...head,
    ...groups,
    '## Events: trigger by position',
    '',
    'Table 10.93 of the standard; "–" where it has no such pair, which is then refused.',
    '',
    `| trigger | ${positions.map(([, words]) => words).join(' | ')} |`,
    `| --- |${' --- |'.repeat(positions.length)}`,
    ...events,
    '',
  ].join('\n');
}

const head = [
  '# BPMN 2.0: what runs',
  '',
  'Generated: `wardflow conformance --support > docs/bpmn-support.md`. It has every concrete type of the meta-model. A small',
  'model of each goes through the loader twice, with the element and without it:',
  '',
  '- **runs**: it is accepted and changes what is executed;',
  '- **runs (scenarios only)**: so it does in the core and in scenario files, and the server refuses it by its id, because',
  '  it cannot keep it yet (`engine/bpmn/beyond-runtime.ts`);',
  '- **documentation only**: it is accepted, kept, drawn, and changes nothing that is executed;',
  '- **refused**: it stands against publishing, by its id. Choreography activities inside of a process are refused too.',
  '',
];

/** What becomes of one element. */
export async function stateOf([, , models]: SupportEntry): Promise<Support | 'no element of its own'> {
  if (models === 'no element') return 'no element of its own';
  if (models === null) return 'runs';
  const loaded = await read(models.with);
  const verdict = verdictOf(loaded.problems);
  if (verdict !== 'runs') return verdict;
  return loaded.text === (await read(models.without)).text ? 'documentation only' : 'runs';
}

/** @returns `–` where the standard has no such pair and it is refused */
export async function cellOf(position: EventPosition, trigger: EventTrigger): Promise<string> {
  const standard = byTheStandard[position].includes(trigger);
  // Throwing events have no attribute that would say so.
  if (!standard && trigger === 'parallel multiple') return '–';
  const verdict = verdictOf((await read(eventModel(position, trigger))).problems);
  if (standard) return verdict;
  return verdict === 'refused' ? '–' : `${verdict}, beyond the standard`;
}

async function read(content: string): Promise<{ readonly problems: readonly Problem[]; readonly text: string }> {
  const { processes, globalTasks, problems } = await loadProgram([{ path: 'p.bpmn', content }, rules]);
  return { problems, text: JSON.stringify([processes, globalTasks]) };
}

/** The decision that the business-rule tasks of the models name. */
const rules = {
  path: 'x.dmn',
  content: `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="dmn" name="dmn" namespace="n">
    <decision id="x" name="x"><variable name="x"/><literalExpression><text>1</text></literalExpression></decision></definitions>`,
};

function verdictOf(problems: readonly Problem[]): Support {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return 'runs';
  return errors.every(({ code }) => code === 'NOT_IN_RUNTIME') ? 'runs (scenarios only)' : 'refused';
}

function xmlName(type: string): string {
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
}
