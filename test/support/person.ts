/** A person whose name and numbers flow into every corner of the product, and who asks for their own record. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import sharp from 'sharp';
import type { StagedFile } from '#engine/runtime/application/common.ts';
import type { Receipt } from '#engine/runtime/application/reports.ts';
import type { Duty } from '#engine/runtime/duties/duty.ts';
import { coverPhotos, manhole, submitReport, type TestApplication } from './application.ts';

export const requestService = 'personal-data-request';

export const person = {
  name: 'Nguyễn Thị Hồng Đào',
  phone: '0903555777',
  email: 'hongdao.canary@example.org',
} as const;
const last = '5777';

/** The name and the numbers, as people write them. */
export const spellings: readonly string[] = [
  ...['NFC', 'NFD'].flatMap((form) =>
    [person.name, 'Hồng Đào', person.name.toUpperCase()].map((text) => text.normalize(form)),
  ),
  ...['Nguyen Thi Hong Dao', 'nguyen thi hong dao', 'hong-dao', 'Hong Dao', 'HONG DAO'],
  ...['0903555777', '903555777', '0903 555 777', '0903.555.777', '+84903555777', '84 903 555 777'],
  ...[person.email, person.email.toUpperCase(), 'hongdao.canary'],
];

/** What a person leaves behind: a published report with rating, an answered and refused one, a merged one, and a following. */
export async function leaveTraces(
  test: TestApplication,
): Promise<{ readonly codes: readonly string[]; readonly slug: string }> {
  const { reports, duplicates } = test.wardflow.application;
  const other = await submitReport(
    test,
    { ...manhole, phone: '0912345678', description: 'Ổ gà lớn giữa đường Lê Lợi.' },
    'other',
  );
  const first = await reports.submit({
    ...{ submissionKey: 'first', language: 'vi', channel: 'web' },
    values: { ...manhole, ...person, description: `Tôi là ${person.name}, nhà ngay cổng chợ, gọi 0903 555 777.` },
    files: [await namedPhoto(test)],
  });
  await act(test, 'tiepnhan', 'verify', other.registerNumber, { outcome: 'accept', category: 'HT-TN', ward: '99016' });
  await act(test, 'tiepnhan', 'verify', first.registerNumber, { outcome: 'accept', category: 'HT-TN', ward: '99016' });
  const slug = await handleAndPublish(test, first);
  const second = await submitReport(test, { ...manhole, ...person }, 'second');
  const ask = { outcome: 'needInfo', question: `Chị ${person.name} cho biết rõ vị trí?` };
  await act(test, 'tiepnhan', 'verify', second.registerNumber, ask);
  await answer(test, second, { supplementText: 'Trước nhà nguyen thi hong dao, 0903.555.777' });
  const refuse = { outcome: 'reject', reason: `Ngoài thẩm quyền, đã gọi ${person.phone}.` };
  await act(test, 'tiepnhan', 'verify', second.registerNumber, refuse);
  const third = await submitReport(
    test,
    { ...manhole, ...person, description: 'Ổ gà ở đường Lê Lợi, cùng chỗ.' },
    'third',
  );
  const merge = { outcome: 'duplicate', duplicateOf: other.registerNumber };
  await act(test, 'tiepnhan', 'verify', third.registerNumber, merge);
  const more = await submitReport(
    test,
    { ...manhole, phone: '0987654321', description: 'Nắp cống bể ở cổng trường.' },
    'more',
  );
  await act(test, 'tiepnhan', 'verify', more.registerNumber, { outcome: 'accept', category: 'HT-TN', ward: '99016' });
  const contacts = { phone: person.phone, email: person.email };
  const joined = await duplicates.join({
    registerNumber: more.registerNumber,
    ...contacts,
    language: 'vi',
    submissionKey: 'join',
  });
  return { codes: [first, second, third].map(({ trackingCode }) => trackingCode).concat(joined.trackingCode), slug };
}

async function handleAndPublish(test: TestApplication, receipt: Receipt): Promise<string> {
  const { registerNumber } = receipt;
  await act(test, 'lamdong.ktht.canbo', 'takeOn', registerNumber, { outcome: 'accept' });
  const said = `Đã thay nắp. Chị ${person.name} (0903 555 777) xác nhận.`;
  await act(test, 'lamdong.ktht.canbo', 'handle', registerNumber, { outcome: 'done', resultText: said }, [
    await test.photo('afterPhotos', `${person.name}.png`),
  ]);
  await act(test, 'lamdong.ktht.lanhdao', 'approve', registerNumber, { outcome: 'approve' });
  const { store } = test.deps;
  const record = await store.transaction((tx) => tx.cases.records.byRegisterNumber(registerNumber));
  await coverPhotos(test, record?.id ?? '');
  await act(test, 'congkhai', 'review', registerNumber, {
    outcome: 'publish',
    publicTitle: `Nắp hố ga trước nhà ${person.name}`,
    publicText: 'Nắp hố ga trước cổng chợ bị vỡ, theo lời chị Nguyen Thi Hong Dao.',
    publicAnswer: 'Đã thay nắp hố ga mới.',
    publicKept: `${person.name}\nNguyen Thi Hong Dao\nHong Dao`,
    publicPhotos: [],
  });
  await act(test, 'dieuphoi', 'confirm', registerNumber, { outcome: 'approve' });
  await answer(test, receipt, { rating: '2', solved: 'true', comment: `Tôi, ${person.name}, chưa hài lòng.` });
  const shown = await store.transaction((tx) => tx.cases.publications.byCase(record?.id ?? ''));
  return shown?.slug ?? assert.fail('it is published');
}

/** Asks for one's own record and has it confirmed by two officials. */
export async function askFor(test: TestApplication, kind: 'export' | 'erase', more: object = {}): Promise<Receipt> {
  const values = { kind, ...(kind === 'erase' && { understood: true }), ...person, ...more };
  const sent = {
    submissionKey: `ask ${kind}`,
    language: 'vi',
    channel: 'web',
    files: [],
    service: requestService,
  } as const;
  const receipt = await test.wardflow.application.reports.submit({ ...sent, values });
  await act(test, 'tiepnhan', 'verify', receipt.registerNumber, { identity: 'identified', identifiedBy: 'call' });
  await act(test, 'tiepnhan', 'decide', receipt.registerNumber, { decision: 'grant' });
  await act(test, 'dieuphoi', 'confirm', receipt.registerNumber, { confirmed: 'approve' });
  return receipt;
}

/** Minute by minute what workers do, until every erasure has come to its end. */
export async function letTimePass(test: TestApplication, minutes = 10): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await test.advanceTo(new Date(test.now() + 61_000).toISOString());
    for (const name of ['figures', 'erase']) await dutyOf(test, name).run(test.now());
  }
}

export function dutyOf({ wardflow }: TestApplication, name: string): Duty {
  return wardflow.duties.find((duty) => duty.name === name) ?? assert.fail(name);
}

/** Somebody completes the step of a case that waits for them. */
export async function act(
  { wardflow, as }: TestApplication,
  username: string,
  element: string,
  registerNumber: string,
  values: object,
  files: readonly StagedFile[] = [],
): Promise<void> {
  const { tasks } = wardflow.application;
  const actor = await as(username);
  const { items } = await tasks.worklist(actor, { view: 'unit', q: registerNumber });
  const item =
    items.find((one) => one.element === element) ?? assert.fail(`${username} has no ${element} of ${registerNumber}`);
  const submissionKey = `${username} ${element} ${item.taskId}`;
  await tasks.complete(actor, item.taskId, { values: { ...values }, files, submissionKey });
}

async function answer({ wardflow }: TestApplication, { trackingCode }: Receipt, values: object): Promise<void> {
  const { reports } = wardflow.application;
  const [task] = (await reports.followFull(trackingCode, last))?.tasks ?? [];
  const sent = {
    code: trackingCode,
    secret: last,
    taskId: task?.taskId ?? '',
    files: [],
    submissionKey: `answer ${task?.taskId}`,
  };
  await reports.answer({ ...sent, values: { ...values } });
}

/** Whose photo it is stands in its metadata, as some telephones write it. */
async function namedPhoto(test: TestApplication): Promise<StagedFile> {
  const staged = await test.photo('photos', `nha ${person.name} ${person.phone}.jpg`);
  const path = join(test.folder, 'named.jpg');
  await sharp({ create: { width: 640, height: 480, channels: 3, background: '#a0a0a0' } })
    .withExif({ IFD0: { Artist: person.name, Copyright: person.phone } })
    .jpeg()
    .toFile(path);
  return { ...staged, path };
}
