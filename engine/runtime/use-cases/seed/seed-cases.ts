/** Gives the demo a past: sample reports, sent and worked on through the same use cases as any other, at past instants. */
import { redact } from '#engine/cases/personal-data/find.ts';
import { suggestPublicTitle } from '#engine/cases/publication.ts';
import type { Instant } from '#engine/core/values.ts';
import type { TaskRow } from '../../ports/engine.ts';
import { actorOf } from '../accounts/actor.ts';
import type { Context } from '../context.ts';
import { join } from '../duplicates/join.ts';
import { refusal } from '../refuse.ts';
import { answer } from '../reports/answer.ts';
import { caseByCode, type ReporterKey } from '../reports/second-factor.ts';
import { submit } from '../reports/submit.ts';
import { complete } from '../tasks/complete.ts';
import { type FindWork, seedParts } from './seed-parts.ts';
import { type Goal, type PlannedCase, seedPlan } from './seed-plan.ts';

export interface SeedAccount {
  readonly username: string;
  readonly posts: readonly { readonly role: string; readonly unit: string }[];
}

/** @param samples text of `feedback-samples.json` */
export async function seedCases(
  context: Context,
  samples: string,
  accounts: readonly SeedAccount[],
  now: Instant,
): Promise<void> {
  const { items } = JSON.parse(samples) as { readonly items: readonly Sample[] };
  const numbers = new Map<number, string>();
  for (const planned of seedPlan.toSorted((a, b) => b.hoursAgo - a.hoursAgo)) {
    const sample = items.find((item) => item.index === planned.sample);
    const told = sample && { ...sample, text: planned.text ?? sample.text };
    if (told?.location) await play(context, { planned, sample: told, accounts, now, numbers });
  }
}

interface Sample {
  readonly index: number;
  readonly text: string;
  readonly category: string;
  readonly ward_code?: string | null;
  readonly address_text?: string | null;
  readonly location?: { readonly coordinates: readonly [number, number] } | null;
  readonly rating?: number | null;
  readonly reporter?: { readonly public_anonymous: boolean };
}

interface Script {
  readonly planned: PlannedCase;
  readonly sample: Sample;
  readonly accounts: readonly SeedAccount[];
  readonly now: Instant;
  /** Register numbers by sample, of what was sent so far. */
  readonly numbers: Map<number, string>;
}

type Values = Readonly<Record<string, unknown>>;

const hourMs = 3_600_000;
/** Invented people; they are told by the in-product mailbox only. */
const people = ['Nguyễn Thị Lan', 'Trần Văn Hậu', 'Lê Minh Tâm', 'Phạm Thu Hà', 'Võ Quốc Khánh', 'Đặng Hoài Nam'];
/** Goals on the straight way, by how many acts of officials after the check lead there. */
/** In `way`: what comes before it takes one act, it itself takes two. */
const published = 4;
const way: readonly Goal[] = ['accepted', 'handling', 'handled', 'approved', 'published', 'rated'];

async function play(context: Context, script: Script): Promise<void> {
  const { planned, now } = script;
  const receivedAt = Math.round(now - planned.hoursAgo * hourMs);
  const acts = officialActs(script);
  // The acts are spread over what is left until now, some hours apart at most.
  const pauseMs = Math.min(5 * hourMs, (planned.hoursAgo * hourMs) / (acts.length + 2));
  const at = (act: number): Context => ({ ...context, clock: () => Math.round(receivedAt + act * pauseMs) });
  const key = await send(at(0), script);
  // The plan names the first report of a matter; a second one with its own words is not meant.
  if (planned.text === undefined) script.numbers.set(planned.sample, key.number);
  for (const [index, values] of acts.entries()) await act(at(index + 1), script, key, values);
  for (let other = 0; other < (planned.followers ?? 0); other++) {
    const submissionKey = `seed-${planned.sample}-${other.toString()}`;
    const nobody = { phone: '', email: '', language: 'vi' } as const;
    await join(at(acts.length))({ ...nobody, registerNumber: key.number, submissionKey });
  }
  if (planned.asked !== undefined) {
    const last = acts.length + 1;
    await seedParts(at(last), at(last + 0.5), planned.asked, (context, fits) => workOf(context, script, key, fits));
  }
  if (planned.goal === 'rated') await rate(at(acts.length + 1), key, script.sample);
}

async function send(context: Context, { sample, planned }: Script): Promise<ReporterKey & { readonly number: string }> {
  const person = sample.index + (planned.text === undefined ? 0 : 50);
  const [lon, lat] = sample.location?.coordinates ?? [0, 0];
  const anonymous = sample.reporter?.public_anonymous ?? true;
  const phone = `09120000${String(person).padStart(2, '0')}`;
  const contacts = {
    name: people[person % people.length],
    // Nobody outside may ever be written to on behalf of an invented reporter.
    ...(!context.channels.sms && { phone }),
    ...(!context.channels.email && { email: `nguoidan${person}@lamhai.example` }),
  };
  const receipt = await submit(context)({
    submissionKey: `seed-${person}`,
    language: 'vi',
    channel: 'web',
    files: [],
    values: {
      category: sample.category,
      description: sample.text,
      location: planned.at ?? { lon, lat },
      address: planned.at?.address ?? sample.address_text ?? 'Gần vị trí trên bản đồ',
      anonymous,
      ...(!anonymous && contacts),
    },
  });
  return { code: receipt.trackingCode, secret: receipt.pin ?? phone.slice(-4), number: receipt.registerNumber };
}

/** What officials did, in order: the check, taking on, handling, approving, publishing, as far as the goal goes. */
function officialActs({ planned, sample, numbers }: Script): readonly Values[] {
  if (planned.goal === 'new') return [];
  if (planned.goal === 'asked') {
    return [{ outcome: 'needInfo', question: 'Xin cho biết thời gian và số nhà gần nhất.' }];
  }
  if (planned.goal === 'merged') return [{ outcome: 'duplicate', duplicateOf: numbers.get(planned.into ?? -1) ?? '' }];
  if (planned.goal === 'rejected') {
    const reason = 'Nội dung này thuộc thẩm quyền của cơ quan khác. Xin liên hệ Sở Giáo dục và Đào tạo.';
    return [{ outcome: 'reject', reason }];
  }
  const resultText = planned.answer ?? '';
  const all: readonly Values[] = [
    { outcome: 'accept', category: sample.category, ...(!planned.at && { ward: sample.ward_code ?? '' }) },
    { outcome: 'accept' },
    { resultText },
    { outcome: 'approve' },
    {
      outcome: 'publish',
      publicTitle: redact(suggestPublicTitle(sample.text)),
      publicText: redact(sample.text),
      publicAnswer: redact(resultText),
    },
    { outcome: 'approve' },
  ];
  // Publishing takes two.
  const steps = way.indexOf(planned.goal) + 1;
  return all.slice(0, steps > published ? steps + 1 : steps);
}

/** Completes the case's open task as somebody who may. */
async function act(context: Context, script: Script, key: ReporterKey, values: Values): Promise<void> {
  const found = await workOf(context, script, key, ({ part }) => part === '');
  // A unit without an official in the demo leaves its case where it is.
  if (!found) return;
  const submissionKey = `seed-${found.task.id}`;
  await complete(context)(found.actor, found.task.id, { values, files: [], submissionKey });
}

async function workOf(
  context: Context,
  { accounts }: Script,
  { code }: ReporterKey,
  fits: (task: TaskRow) => boolean,
): ReturnType<FindWork> {
  return await context.store.transaction(async (tx) => {
    const record = await caseByCode(context, tx, code);
    const tasks = record === undefined ? [] : await tx.engine.tasks.ofCase(record.id);
    const task = tasks.find((one) => one.open && one.unit !== '' && fits(one));
    const holder = accounts.find(({ posts }) =>
      posts.some((post) => post.role === task?.role && post.unit === task.unit),
    );
    const account = holder && (await tx.cases.accounts.byUsername(holder.username));
    return task && account ? { task, actor: await actorOf(context, tx, account, context.clock()) } : undefined;
  });
}

async function rate(context: Context, key: ReporterKey, sample: Sample): Promise<void> {
  const task = await context.store.transaction(async (tx) => {
    const record = await caseByCode(context, tx, key.code);
    return record && (await tx.engine.tasks.ofCase(record.id)).find(({ open, role }) => open && role === 'citizen');
  });
  if (!task) throw refusal('NOT_FOUND');
  const values = { rating: String(sample.rating ?? 5), solved: 'true' };
  await answer(context)({ ...key, taskId: task.id, values, files: [], submissionKey: `seed-${task.id}` });
}
