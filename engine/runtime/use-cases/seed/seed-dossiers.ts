/** Gives the demo a few dossiers in different states, received and worked on through the same use cases as any other. */
import type { Instant } from '#engine/core/values.ts';
import type { Actor } from '../../application/common.ts';
import type { IntakeDecision } from '../../application/dossiers.ts';
import type { Tx } from '../../ports.ts';
import { actorOf } from '../accounts/actor.ts';
import type { Context } from '../context.ts';
import { receive } from '../dossiers/receive.ts';
import { complete } from '../tasks/complete.ts';
import type { SeedAccount } from './seed-cases.ts';

interface PlannedDossier {
  readonly procedure: string;
  readonly ward: string;
  readonly hoursAgo: number;
  readonly applicant: string;
  readonly papers: readonly string[];
  readonly decision?: IntakeDecision;
  /** What officials did, in order. */
  readonly acts: readonly Readonly<Record<string, unknown>>[];
}

const submit = { outcome: 'submit', draftText: 'Hồ sơ đủ điều kiện giải quyết theo quy định.' };
const sign = { outcome: 'sign' };
const numbered = { documentNumber: '118', documentSymbol: 'UBND' };
const issued = { sealed: 'yes' };
const handed = { handedHow: 'counter', handedTo: 'Chính người nộp' };

const plan: readonly PlannedDossier[] = [
  {
    procedure: 'DEMO.002',
    ward: '99016',
    hoursAgo: 172,
    applicant: 'Phạm Thị Thu',
    papers: ['TK'],
    acts: [submit, sign, numbered, issued, handed],
  },
  // Late: nobody has signed it yet.
  { procedure: 'DEMO.002', ward: '99016', hoursAgo: 216, applicant: 'Lê Văn Bảy', papers: ['TK'], acts: [submit] },
  {
    procedure: 'DEMO.003',
    ward: '99016',
    hoursAgo: 74,
    applicant: 'Công ty TNHH Hải Đăng',
    papers: ['DON', 'DAT', 'BV'],
    acts: [],
  },
  {
    procedure: 'DEMO.004',
    ward: '99016',
    hoursAgo: 50,
    applicant: 'Trần Quốc Huy',
    papers: ['GDN'],
    acts: [
      {
        outcome: 'supplement',
        missing: ['BB'],
        supplementWhy: 'Thiếu biên bản họp thành viên hộ gia đình về việc thành lập hộ kinh doanh.',
        supplementBasis: 'Quy định về đăng ký hộ kinh doanh (giả định)',
      },
    ],
  },
  {
    procedure: '2.000635',
    ward: '99016',
    hoursAgo: 26,
    applicant: 'Võ Thị Kim Liên',
    papers: ['TK'],
    acts: [submit, sign, numbered, issued],
  },
  {
    procedure: 'DEMO.005',
    ward: '99022',
    hoursAgo: 20,
    applicant: 'Nguyễn Văn Mười',
    papers: ['TK'],
    decision: {
      outcome: 'supplement',
      missing: ['XN'],
      why: 'Thiếu giấy xác nhận tình trạng khuyết tật; xin bổ sung bản chính hoặc bản sao chứng thực.',
      basis: 'Quy định về trợ giúp xã hội (giả định)',
    },
    acts: [],
  },
  {
    procedure: 'DEMO.002',
    ward: '99022',
    hoursAgo: 6,
    applicant: 'Đặng Ngọc Hân',
    papers: [],
    decision: {
      outcome: 'refuse',
      reason: 'Người nộp thường trú tại tỉnh khác; đề nghị nộp tại nơi thường trú.',
      basis: 'Quy định về thẩm quyền giải quyết hộ tịch (giả định)',
    },
    acts: [],
  },
];

const hourMs = 3_600_000;

export async function seedDossiers(context: Context, accounts: readonly SeedAccount[], now: Instant): Promise<void> {
  const installed = await context.store.transaction(async (tx) => {
    const { city } = await context.cities.current(tx);
    return (await tx.engine.services.newest(city.dossiers.service)) !== undefined;
  });
  if (!installed) return;
  for (const planned of plan.toSorted((a, b) => b.hoursAgo - a.hoursAgo)) await play(context, planned, accounts, now);
}

async function play(
  context: Context,
  planned: PlannedDossier,
  accounts: readonly SeedAccount[],
  now: Instant,
): Promise<void> {
  const { procedure, ward, hoursAgo, applicant, papers, decision = { outcome: 'accept' }, acts } = planned;
  const receivedAt = now - hoursAgo * hourMs;
  // Short enough that what is due on the day of its receipt is signed in time.
  const pauseMs = Math.min(hourMs / 2, (hoursAgo * hourMs) / (acts.length + 2));
  const at = (act: number): Context => ({ ...context, clock: () => Math.round(receivedAt + act * pauseMs) });
  const desk = `${ward}-PVHCC`;
  const clerk = await heldBy(context, accounts, { unit: desk, role: 'one_stop_clerk' }, at(0).clock());
  if (clerk === undefined) return;
  const organisation = applicant.startsWith('Công ty');
  // Nobody outside may ever be written to on behalf of an invented applicant.
  const phone =
    context.channels.sms === undefined ? { phone: `09120001${String(hoursAgo % 100).padStart(2, '0')}` } : {};
  const { caseId } = await receive(at(0))(clerk, {
    submissionKey: `seed-${procedure}-${hoursAgo}`,
    language: 'vi',
    procedure,
    desk,
    channel: hoursAgo % 3 === 0 ? 'counter' : 'online',
    values: {
      applicantKind: organisation ? 'organisation' : 'person',
      name: applicant,
      address: 'Tổ 5, đường Trần Phú',
      ward,
      ...phone,
    },
    files: [],
    papers: papers.map((code) => ({ code, form: 'original', count: 1 })),
    decision,
  });
  for (const [index, values] of acts.entries()) await act(at(index + 1), accounts, caseId, values);
}

/** Completes the open task of an official as somebody whose it is. */
async function act(
  context: Context,
  accounts: readonly SeedAccount[],
  caseId: string,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const tasks = await context.store.transaction((tx: Tx) => tx.engine.tasks.ofCase(caseId));
  const task = tasks.find(({ open, unit }) => open && unit !== '');
  const actor = task && (await heldBy(context, accounts, task, context.clock()));
  if (!task || !actor) return;
  await complete(context)(actor, task.id, { values, files: [], submissionKey: `seed-${task.id}` });
}

async function heldBy(
  context: Context,
  accounts: readonly SeedAccount[],
  { unit, role }: { readonly unit: string; readonly role: string },
  now: Instant,
): Promise<Actor | undefined> {
  const holder = accounts.find(({ posts }) => posts.some((post) => post.unit === unit && post.role === role));
  return await context.store.transaction(async (tx) => {
    const account = holder && (await tx.cases.accounts.byUsername(holder.username));
    return account && (await actorOf(context, tx, account, now));
  });
}
