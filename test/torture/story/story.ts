/** The ways on which a report goes through the city: chosen by chance, each step a command in the ledger. */
import { texts } from '#test/support/path.ts';
import type { Random } from '../random.ts';
import { cancel, correct, migrateToRace, pause, something } from './administrator.ts';
import type { Step, Story } from './case.ts';
import { rate, report, supplement } from './citizen.ts';
import { arrived, inspect, inspectEarly } from './inspection.ts';
import { official, recalled, sendBack } from './official.ts';

/** One report from the citizen's form to its end, or as far as chance takes it. */
export async function tell(story: Story): Promise<void> {
  const { random, stopped } = story;
  const { steps, long } = plan(random);
  const opened = await report(story, long);
  if (opened === undefined) return;
  // Every tenth case is left somewhere on its way: what it waits for is looked at too.
  const left = random.chance(10) ? random.below(8) : 100;
  for (const [index, step] of steps.entries()) {
    if (stopped() || index >= left) return;
    if (random.chance(8) && !(await something(opened))) return;
    if (!(await step(opened))) return;
  }
}

/** One case that goes every way there is, to its end: a short run, too, has seen everything. */
export async function tellAll(story: Omit<Story, 'stopped'>): Promise<void> {
  const opened = await report({ ...story, stopped: () => false }, true);
  if (opened === undefined) return;
  for (const step of everything) if (!(await step(opened))) return;
}

interface Plan {
  readonly steps: readonly Step[];
  /** The reporter is told more than three times. */
  readonly long: boolean;
}

const accept = { outcome: 'accept' };
const handling = { element: 'handle', values: { outcome: 'done', resultText: texts.result } };

function plan(random: Random): Plan {
  const asked = random.chance(10);
  const more = asked ? [official('verify', { outcome: 'needInfo', question: 'Hố ga nào?' }), supplement] : [];
  if (random.chance(7)) {
    return { steps: [...more, official('verify', { outcome: 'reject', reason: 'Ngoài phạm vi' })], long: false };
  }
  const verify = official('verify', accept, random.chance(10) ? something : undefined);
  const wrong = random.chance(10) ? [sendBack('takeOn', 'verify', [verify])] : [];
  const begun = [verify, ...wrong, official('takeOn', accept)];
  if (random.chance(5)) return { steps: [...more, ...begun, cancel], long: asked || wrong.length > 0 };
  const reopened = random.chance(10)
    ? [...answered(random), rate('false'), official('redo', { newFacts: 'Kiểm tra lại tại chỗ.' })]
    : [];
  const steps = [...more, ...begun, ...reopened, ...answered(random), rate('true')];
  return { steps, long: asked || wrong.length > 0 || reopened.length > 0 };
}

/** From the work to the answer of the city. */
function answered(random: Random): readonly Step[] {
  const handle = random.chance(15)
    ? recalled(handling, 'approve')
    : official(handling.element, handling.values, random.chance(10) ? something : undefined);
  const approve = official('approve', { outcome: 'approve' }, inspect);
  const missing = official('approve', { outcome: 'return', returnedBecause: 'Thiếu ảnh' });
  const again = random.chance(10) ? [missing, official(handling.element, handling.values)] : [];
  const back = random.chance(15) ? [sendBack('approve', 'handle', [handle])] : [];
  const late = random.chance(10) ? [sendBack('review', 'approve', [approve, arrived('review')])] : [];
  return [handle, ...again, ...back, approve, arrived('review'), ...late, publish];
}

async function publish(at: Parameters<Step>[0]): Promise<boolean> {
  const { publicTitle, publicText, publicAnswer } = texts;
  const outcome = at.random.chance(80) ? 'publish' : 'keep';
  const words = outcome === 'publish' ? { publicTitle, publicText, publicAnswer } : {};
  const prepared = await official('review', { outcome, ...words })(at);
  return prepared && outcome === 'publish' ? await official('confirm', { outcome: 'approve' })(at) : prepared;
}

const everything: readonly Step[] = [
  official('verify', { outcome: 'needInfo', question: 'Hố ga nào?' }),
  supplement,
  official('verify', accept),
  official('takeOn', accept),
  pause,
  correct,
  migrateToRace,
  recalled(handling, 'approve'),
  sendBack('approve', 'handle', [official(handling.element, handling.values)]),
  official('approve', { outcome: 'approve' }, inspectEarly),
  arrived('review'),
  publish,
  rate('true'),
];
