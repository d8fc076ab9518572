import type { City } from '#engine/cases/city/city.ts';
import type { Localised } from '../../application/common.ts';
import type { TimelineEntry } from '../../application/tasks.ts';
import type { CaseRow, TimelineRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { ReturnRow } from '../../ports/returns.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import type { LoadedService } from '../library.ts';
import { namedIn, namedOrNull } from '../names.ts';
import { stepNames } from '../step-names.ts';
import { wordsOfUnitNotice } from '../steps/tell-unit.ts';

export interface TimelineOf {
  readonly record: CaseRow;
  readonly timeline: readonly TimelineRow[];
  readonly service: LoadedService;
  readonly city: City;
  /** Texts of the case's vault by entry. */
  readonly notes: ReadonlyMap<string, string>;
}

/** What happened, for officials: names instead of codes, newest last. */
export async function timelineEntries(context: Context, tx: Tx, of: TimelineOf): Promise<readonly TimelineEntry[]> {
  const rows = await tx.engine.tasks.ofCase(of.record.id);
  const goneBack = of.timeline.some(({ kind }) => kind === 'sentBack' || kind === 'recalled');
  const returns = goneBack ? await tx.engine.returns.ofCase(of.record.id) : [];
  const nameOfStep = await stepNames(context, tx, rows);
  const stepOf = (row: TimelineRow): Localised | undefined => {
    const task = taskOf(row, rows, returns);
    return task && nameOfStep(task);
  };
  const people = of.timeline.flatMap((row) => [
    row.actor,
    row.behalfOf ?? '',
    ...(row.kind === 'given' ? [givenTo(row)] : []),
  ]);
  const officials = [...new Set(people)].filter((actor) => actor && actor !== 'citizen');
  const accounts = await tx.cases.accounts.byUsernames(officials);
  const names = new Map(accounts.map((account) => [account.username, account.displayName]));
  return of.timeline.map((row) => ({
    at: row.at,
    kind: row.kind === 'unitNotice' ? 'notice' : row.kind,
    title: transferTitle(row, of.city) ?? givingTitle(row, names) ?? titleOf(row, of, stepOf(row)),
    by:
      row.actor === '' || row.actor === 'citizen' || row.kind === 'assigned'
        ? null
        : (names.get(row.actor) ?? row.actor),
    onBehalfOf: row.behalfOf ? (names.get(row.behalfOf) ?? row.behalfOf) : null,
    unit: namedOrNull(of.city.units, row.unit),
    note: row.kind === 'unitNotice' ? null : (of.notes.get(row.noteEntry ?? '') ?? null),
  }));
}

/** The task that a line is about. */
function taskOf(row: TimelineRow, tasks: readonly TaskRow[], returns: readonly ReturnRow[]): TaskRow | undefined {
  if (row.kind === 'task') return completedAt(row, tasks);
  if (row.kind === 'escalation') return tasks.find(({ element }) => element === row.element);
  return reopenedAt(row, tasks, returns);
}

/**
 * Keys are an instance's own, and a case has several where its process calls others: of the tasks with this key it is
 * the one that was completed then.
 */
function completedAt({ code, element, at, actor }: TimelineRow, tasks: readonly TaskRow[]): TaskRow | undefined {
  const same = tasks.filter(({ key }) => key === code);
  return (
    same.find(({ closedAt, closedBy }) => closedAt === at && closedBy === actor) ??
    same.find((task) => task.element === element)
  );
}

/** Elements are a process's own too: it is the step of the instance in which it began again. */
function reopenedAt(
  { code, at }: TimelineRow,
  tasks: readonly TaskRow[],
  returns: readonly ReturnRow[],
): TaskRow | undefined {
  const back = returns.find((one) => one.at === at && one.element === code);
  return tasks.find(
    ({ instanceId, element }) => element === code && (back === undefined || instanceId === back.instanceId),
  );
}

function titleOf(row: TimelineRow, { service, notes }: TimelineOf, step: Localised | undefined): Localised {
  const stage = service.pack.stages.get(row.code)?.name;
  const message = service.messages.get(row.code)?.name;
  const fallback = { vi: row.code, en: row.code };
  switch (row.kind) {
    case 'received':
      return row.code === 'dossier'
        ? { vi: 'Tiếp nhận hồ sơ', en: 'Dossier received' }
        : { vi: 'Người dân gửi phản ánh', en: 'Report sent' };
    case 'published':
      if (row.code === 'version:corrected') return { vi: 'Đã sửa kết quả công khai', en: 'Published result corrected' };
      if (row.code === 'version:withdrawn') return { vi: 'Đã gỡ kết quả công khai', en: 'Published result withdrawn' };
      return { vi: 'Đã công khai kết quả', en: 'Result published' };
    case 'stage':
      return stage ?? fallback;
    case 'notice':
      return {
        vi: `Đã báo cho người dân: ${(message ?? fallback).vi}`,
        en: `Reporter told: ${(message ?? fallback).en}`,
      };
    case 'unitNotice': {
      const words = wordsOfUnitNotice(notes.get(row.noteEntry ?? '')) ?? message ?? fallback;
      return { vi: `Đã báo cho đơn vị: ${words.vi}`, en: `Unit told: ${words.en}` };
    }
    case 'sentBack':
      return { vi: `Trả lại bước: ${step?.vi ?? row.code}`, en: `Sent back to: ${step?.en ?? row.code}` };
    case 'recalled':
      return { vi: `Thu hồi bước: ${step?.vi ?? row.code}`, en: `Recalled: ${step?.en ?? row.code}` };
    case 'infected':
      return {
        vi: `Một ảnh có mã độc (${row.code}) nên đã bị cách ly`,
        en: `A photo was infected (${row.code}) and was taken away`,
      };
    case 'clock':
      return clockTitles[row.code] ?? fallback;
    case 'part':
      return partTitle(row.code);
    case 'confidentiality':
      if (row.code.startsWith('about')) return aboutTitles[row.code] ?? fallback;
      return row.code === 'lifted'
        ? { vi: 'Bỏ giữ kín vụ việc', en: 'No longer confidential' }
        : { vi: 'Giữ kín vụ việc', en: 'Made confidential' };
    case 'reveal':
      return Object.hasOwn(revealTitles, row.code) ? (revealTitles[row.code] ?? fallback) : fallback;
    case 'escalation':
      return escalationTitle(row.code, step);
    case 'merged':
      return { vi: `Gộp vào ${row.code}`, en: `Merged into ${row.code}` };
    case 'mergedHere':
      return { vi: `${row.code} được gộp vào đây`, en: `${row.code} was merged into this one` };
    case 'split':
      return { vi: `Tách khỏi ${row.code}, xử lý riêng`, en: `Split from ${row.code}, handled by itself` };
    case 'splitHere':
      return { vi: `${row.code} được tách ra`, en: `${row.code} was split off` };
    case 'operation':
      return Object.hasOwn(operationTitles, row.code) ? (operationTitles[row.code] ?? fallback) : fallback;
    case 'assigned':
    case 'given':
      return fallback;
    case 'task':
      return step === undefined ? fallback : { vi: `Xong: ${step.vi}`, en: `Done: ${step.en}` };
  }
}

function partTitle(code: string): Localised {
  const [state = '', rule] = code.split(':');
  const days = /^P(\d+)D/.exec(rule ?? '')?.[1];
  if (days !== undefined) {
    return {
      vi: `Coi như đồng ý: không trả lời trong ${days} ngày làm việc`,
      en: `Deemed consent: no answer within ${days} working days`,
    };
  }
  return Object.hasOwn(partTitles, state) ? (partTitles[state] ?? { vi: code, en: code }) : { vi: code, en: code };
}

const partTitles: Readonly<Record<string, Localised>> = {
  asked: { vi: 'Đề nghị phối hợp', en: 'Another unit was asked' },
  answered: { vi: 'Đơn vị phối hợp đã trả lời', en: 'The other unit has answered' },
  returned: { vi: 'Đơn vị phối hợp trả lại, chưa thực hiện', en: 'The other unit gave it back' },
  withdrawn: { vi: 'Đã rút đề nghị phối hợp', en: 'The request to the other unit was withdrawn' },
  reminded: { vi: 'Đã nhắc đơn vị phối hợp', en: 'The other unit was reminded' },
};

const aboutTitles: Readonly<Record<string, Localised>> = {
  about: {
    vi: 'Ghi nhận phản ánh về đơn vị này: đơn vị không được xử lý',
    en: 'About this unit, which has no part in it',
  },
  aboutLifted: { vi: 'Không còn là phản ánh về đơn vị này', en: 'Not about this unit any more' },
};

const revealTitles: Readonly<Record<string, Localised>> = {
  asked: { vi: 'Đề nghị xem thông tin người gửi', en: 'Asked to see who reported' },
  opened: { vi: 'Mở thông tin người gửi, có lý do', en: 'Opened who reported, with a reason' },
  granted: { vi: 'Đồng ý cho xem thông tin người gửi', en: 'Let somebody see who reported' },
  refused: { vi: 'Không đồng ý cho xem thông tin người gửi', en: 'Refused to show who reported' },
};

/** @param step whose clock it is; none where it is the case’s own */
function escalationTitle(code: string, step: Localised | undefined): Localised {
  if (code === 'owner')
    return { vi: 'Đổi người chịu trách nhiệm về hạn', en: 'Somebody else answers for the deadline' };
  if (code === 'rest')
    return { vi: 'Thời hạn đã dừng quá 90 ngày', en: 'The deadline has stood still for more than 90 days' };
  const of = step === undefined ? { vi: '', en: '' } : { vi: ` bước “${step.vi}”`, en: ` for “${step.en}”` };
  return {
    vi: `Nhắc hạn${of.vi}: đã dùng ${code}% thời gian`,
    en: `Deadline warning${of.en}: ${code}% of the time is used`,
  };
}

function givenTo({ code }: TimelineRow): string {
  return code.slice(code.indexOf(':') + 1);
}

/** That a task went to another unit. */
function transferTitle(row: TimelineRow, city: City): Localised | undefined {
  const [kind = ''] = row.code.split(':');
  if (row.kind !== 'given' || !Object.hasOwn(transferTexts, kind)) return undefined;
  const { vi, en } = namedIn(city.units, givenTo(row)).name;
  const words = transferTexts[kind] ?? { vi: '', en: '' };
  return { vi: words.vi.replace('{unit}', vi), en: words.en.replace('{unit}', en) };
}

const transferTexts: Readonly<Record<string, Localised>> = {
  transferred: { vi: 'Chuyển đơn vị: {unit}', en: 'Handed to {unit}' },
  disputed: {
    vi: 'Chuyển nhiều lần, trình điều phối viên quyết định: {unit}',
    en: 'Handed on too often: {unit} decides',
  },
  decided: { vi: 'Quyết định đơn vị: {unit}', en: 'Decided: {unit}' },
};

/** Who got a task and how, by name. */
function givingTitle(row: TimelineRow, names: ReadonlyMap<string, string>): Localised | undefined {
  if (row.kind === 'assigned') {
    const [strategy = '', why] = row.code.split(':');
    if (why !== undefined) {
      const reason = whyNobodyTexts[why] ?? { vi: why, en: why };
      return {
        vi: `Chưa giao được cho ai (${reason.vi}), để chung cho đơn vị`,
        en: `Given to nobody (${reason.en}); it waits for the unit`,
      };
    }
    const how = strategyTexts[strategy] ?? { vi: strategy, en: strategy };
    const to = names.get(row.actor) ?? row.actor;
    return { vi: `Tự động giao cho ${to} (${how.vi})`, en: `Given to ${to} by the rule (${how.en})` };
  }
  if (row.kind !== 'given') return undefined;
  const to = names.get(givenTo(row)) ?? givenTo(row);
  if (row.code.startsWith('pool:')) return { vi: 'Trả về việc chung của đơn vị', en: 'Given back to the unit' };
  if (row.code.startsWith('takenOver:')) return { vi: 'Nhận lại việc để tự làm', en: 'Taken over' };
  return { vi: `Giao việc cho ${to}`, en: `Given to ${to}` };
}

const strategyTexts: Readonly<Record<string, Localised>> = {
  roundRobin: { vi: 'theo lượt', en: 'in turn' },
  leastLoaded: { vi: 'người đang ít việc nhất', en: 'who has least to do' },
  post: { vi: 'theo chức vụ', en: 'by post' },
  area: { vi: 'theo địa bàn, lĩnh vực phụ trách', en: 'by area and field' },
  expression: { vi: 'theo công thức của quy trình', en: 'by the formula of the process' },
};

const whyNobodyTexts: Readonly<Record<string, Localised>> = {
  nobody: { vi: 'đơn vị chưa có ai giữ vị trí này', en: 'nobody has this post' },
  away: { vi: 'mọi người đều vắng mặt', en: 'everybody is away' },
  noPost: { vi: 'chưa có ai giữ chức vụ đã chọn', en: 'nobody holds the post that was named' },
  noArea: { vi: 'chưa phân công ai phụ trách địa bàn, lĩnh vực này', en: 'nobody answers for this area and field' },
  unknown: { vi: 'công thức không cho ra người nào của đơn vị', en: 'the formula names nobody of the unit' },
  apart: {
    vi: 'những người có mặt đều đã làm một bước phải do người khác làm',
    en: 'all who are there have done a step that is kept apart from it',
  },
};

/** What happens to deadlines. */
const clockTitles: Readonly<Record<string, Localised>> = {
  paused: { vi: 'Tạm dừng tính thời hạn', en: 'The clock was paused' },
  resumed: { vi: 'Tính tiếp thời hạn', en: 'The clock goes on' },
  asked: { vi: 'Xin gia hạn', en: 'More time was asked for' },
  extended: { vi: 'Đã gia hạn', en: 'The due date was put off' },
  refused: { vi: 'Không đồng ý gia hạn', en: 'More time was refused' },
  moved: { vi: 'Hạn dời theo lịch làm việc mới', en: 'The due date moved with the calendar' },
};

/** What operators do to a case, as its officials read it. */
const operationTitles: Readonly<Record<string, Localised>> = {
  reorganise: {
    vi: 'Chuyển sang đơn vị kế nhiệm khi sắp xếp tổ chức',
    en: 'Moved to the unit that followed, in a reorganisation',
  },
  suspend: { vi: 'Quản trị tạm dừng hồ sơ', en: 'An operator suspended the case' },
  resume: { vi: 'Quản trị cho hồ sơ chạy tiếp', en: 'An operator resumed the case' },
  cancel: { vi: 'Quản trị huỷ hồ sơ', en: 'An operator cancelled the case' },
  move: { vi: 'Quản trị chuyển hồ sơ tới bước khác', en: 'An operator moved the case to another step' },
  setVariables: { vi: 'Quản trị sửa dữ liệu của hồ sơ', en: 'An operator corrected the data of the case' },
  retry: { vi: 'Quản trị cho thử lại bước bị sự cố', en: 'An operator had a stuck step tried again' },
  migrate: { vi: 'Quản trị chuyển hồ sơ sang phiên bản khác', en: 'An operator put the case under another version' },
  undoMigration: {
    vi: 'Quản trị đưa hồ sơ về phiên bản trước',
    en: 'An operator put the case back under its earlier version',
  },
};
