import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { DraftTrial } from '#engine/runtime/application/history.ts';
import type { Moment } from '#engine/runtime/kernel/replay.ts';
import { checkReplay, type ReplayCheck } from '#engine/runtime/replay/check.ts';
import { sampleOf } from '#engine/runtime/replay/sample.ts';
import { withInstallation } from '../installation-command.ts';
import type { Installation } from '../main/installation.ts';

export const about =
  'Compares saved states with their journals: replay [--instance ID [--at NUMBER|INSTANT] | --sample N | --all | --draft SERVICE].';

const sampleDefault = 300;
const page = 500;

/** @returns 0: all equal; 1: something differs, or the command was wrong */
export async function run(args: readonly string[]): Promise<number> {
  let differing = 0;
  const code = await withInstallation(async (installation) => {
    const { values } = parseArgs({ args: [...args], options });
    if (values.draft !== undefined) return await tryDraft(installation, values.draft);
    if (values.at !== undefined) return await show(installation, values.instance, values.at);
    let compared = 0;
    for await (const id of idsOf(installation, values)) {
      const check = await installation.store.transaction((tx) => checkReplay(tx, installation.wardflow.kernel, id));
      compared += 1;
      if (check.kind !== 'equal') differing += 1;
      if (check.kind !== 'equal' || values.instance !== undefined) console.log(lineOf(check));
    }
    console.log(`${compared} compared, ${compared - differing} equal, ${differing} different.`);
  });
  return code === 0 && differing > 0 ? 1 : code;
}

const options = {
  instance: { type: 'string' },
  at: { type: 'string' },
  sample: { type: 'string' },
  all: { type: 'boolean' },
  draft: { type: 'string' },
} as const;

interface Which {
  readonly instance?: string | undefined;
  readonly sample?: string | undefined;
  readonly all?: boolean | undefined;
}

async function* idsOf({ store }: Installation, which: Which): AsyncGenerator<string> {
  if (which.instance !== undefined) return yield which.instance;
  if (which.all !== true) {
    const size = Number(which.sample ?? sampleDefault);
    if (!Number.isInteger(size) || size < 1) throw new Error('--sample takes a number from 1');
    return yield* await store.transaction((tx) => sampleOf(tx, size, randomBytes));
  }
  for (let after: string | null = null; ; ) {
    const ids: readonly string[] = await store.transaction((tx) => tx.engine.instances.page(after, page));
    yield* ids;
    if (ids.length < page) return;
    after = ids.at(-1) ?? null;
  }
}

function lineOf(check: ReplayCheck): string {
  if (check.kind === 'equal') return `${check.instanceId}  equal after ${check.commands} commands`;
  if (check.kind === 'stopped') return `${check.instanceId}  DIFFERENT  ${check.reason}`;
  const { path, saved, replayed } = check;
  return `${check.instanceId}  DIFFERENT at ${path}: saved ${shown(saved)}, replayed ${shown(replayed)}`;
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= shownMax ? text : `${text.slice(0, shownMax)}…`;
}

const shownMax = 120;

/** The state at a moment, as JSON. */
async function show({ store, wardflow }: Installation, instance: string | undefined, at: string): Promise<void> {
  if (instance === undefined) throw new Error('--at needs --instance ID');
  const { state } = await store.transaction((tx) => wardflow.kernel.rebuild(tx, instance, momentOf(at)));
  if (state === undefined) throw new Error('it had not begun at that moment');
  console.log(JSON.stringify(state, null, 2));
}

function momentOf(text: string): Moment {
  if (/^\d+$/.test(text)) return { number: Number(text) };
  const at = Date.parse(text);
  if (Number.isNaN(at))
    throw new Error('--at takes the number of a command or an instant like 2026-11-20T08:00:00+07:00');
  return { at };
}

/** Past cases on the draft of a service: a line for each that would go another way or by other dates. */
async function tryDraft({ wardflow }: Installation, service: string): Promise<void> {
  const counts = { same: 0, another: 0, refused: 0, unreadable: 0 };
  for (let after: string | undefined; ; ) {
    const { cases, next } = await wardflow.tryDraft(service, after);
    for (const one of cases) {
      counts[one.result] += 1;
      const said = saidOf(one);
      if (said !== '') console.log(`${one.registerNumber ?? one.instanceId}  ${said}`);
    }
    if (next === null) break;
    after = next;
  }
  const { same, another, refused, unreadable } = counts;
  console.log(`${same} the same way, ${another} another way, ${refused} refused, ${unreadable} cannot be read.`);
}

function saidOf({ result, code, parts, needs, stuck, deadlines }: DraftTrial): string {
  const listed = (words: string, elements: readonly string[]) =>
    elements.length === 0 ? [] : [`${words} ${elements.join(', ')}`];
  const moved = deadlines.map(
    ({ element, was, now }) => `${element} ${was === null || now === null ? 'set or gone' : hours(now - was)}`,
  );
  return [
    ...(result === 'refused' || result === 'unreadable' ? [`${result}: ${code}`] : []),
    ...(parts === null
      ? []
      : [
          `parts after ${parts.after ?? 'the beginning'}: ${parts.was.join(', ') || 'nothing'} → ${parts.now.join(', ') || 'nothing'}`,
        ]),
    ...listed('needs an answer that the case never gave:', needs),
    ...listed('stuck at', stuck),
    ...listed('due:', moved),
  ].join('; ');
}

function hours(ms: number): string {
  return `${ms > 0 ? '+' : ''}${(ms / 3_600_000).toFixed(1)} h`;
}
