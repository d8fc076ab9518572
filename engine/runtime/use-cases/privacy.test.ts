import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import type { OpenStore } from '#engine/store/open.ts';
import { applicationsOf, manhole, submitReport, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { dossierService, people, receiveDossier } from '#test/support/dossiers.ts';
import { photoTakenAt } from '#test/support/photos.ts';

const canaries = ['Kimquynh', 'hoanglong', '912345678', 'canary.em@', 'IMG_nha_toi', 'hamtraidat', 'ngokhongten'];
const report = {
  ...manhole,
  description: 'Nắp hố ga vỡ, gọi chị Kimquynh ở nhà bên. hamtraidat',
  address: 'Số 9 ngokhongten, Lam Đông',
  name: 'Trần hoanglong',
  phone: '0912345678',
  email: 'canary.em@example.org',
};

forEachDatabase((_, open) => {
  const start = applicationsOf(open);
  const submit = (test: TestApplication, values: object = report, submissionKey = 'k1') =>
    submitReport(test, values, submissionKey);

  it('S19 what is personal stands nowhere in the database but sealed', async () => {
    const { test, store } = await start();
    const files = [await test.photo('photos', 'IMG_nha_toi.png')];
    const { reports, tasks } = test.wardflow.application;
    const sent = { submissionKey: 'k1', language: 'vi', channel: 'web', files } as const;
    const receipt = await reports.submit({ ...sent, values: { ...report } });
    const operator = await test.as('tiepnhan');
    const [task] = (await tasks.worklist(operator, { view: 'unit', q: 'KIMQUYNH' })).items;
    assert.ok(task, 'found by a word of the report all the same');
    assert.equal((await tasks.worklist(operator, { view: 'unit', q: '261120-0001' })).items.length, 1);
    assert.equal((await tasks.worklist(operator, { view: 'unit', q: 'khongco' })).items.length, 0);
    const question = 'Chị Kimquynh ở đâu, hamtraidat?';
    await tasks.complete(operator, task.taskId, {
      values: { outcome: 'needInfo', question },
      files: [],
      submissionKey: 'q1',
    });
    await test.advanceTo('2026-11-20T08:05:00+07:00');
    const progress = await reports.followFull(receipt.trackingCode, '5678');
    const [waiting] = progress?.tasks ?? [];
    assert.ok(waiting);
    await reports.answer({
      code: receipt.trackingCode,
      secret: '5678',
      taskId: waiting.taskId,
      values: { supplementText: 'Nhà hoanglong, ngokhongten' },
      files: [],
      submissionKey: 's1',
    });
    const found = await tablesHolding(store, [
      ...canaries,
      receipt.trackingCode,
      receipt.trackingCode.replaceAll('-', ''),
    ]);
    assert.deepEqual(found, []);
    assert.ok((await tablesHolding(store, [receipt.registerNumber])).length > 0, 'the search finds what is there');
  });

  it('S19 of what a photo hides nothing stands in the database without leave, and with it no time in the clear', async () => {
    const { test, store } = await start();
    const { location: _, ...unplaced } = report;
    const content = await photoTakenAt({ lon: 108.163611, lat: 10.980278 }, '2026:11:19 06:31:07', '+07:00');
    const path = join(test.folder, 'staged');
    await writeFile(path, content);
    const files = [{ field: 'photos', originalName: 'a.jpg', path, bytes: content.length }];
    const place = ['108.163611', '10.980278'];
    const time = ['06:31:07', String(Date.parse('2026-11-19T06:31:07+07:00'))];
    const send = (values: object, submissionKey: string) => {
      const sent = { submissionKey, language: 'vi', channel: 'web', files } as const;
      return test.wardflow.application.reports.submit({ ...sent, values: { ...values } });
    };
    await send(unplaced, 'k1');
    await send({ ...unplaced, 'photo.taken': '2026-11-19T06:31:07+07:00' }, 'k2');
    assert.deepEqual(await tablesHolding(store, [...place, ...time]), []);
    await send({ ...unplaced, 'photo.facts': 'true' }, 'k3');
    assert.ok((await tablesHolding(store, place)).length > 0, 'the search finds what is there');
    assert.deepEqual(await tablesHolding(store, time), []);
  });

  it('S16 an official of another ward, or a guessed id, gets the same 404', async () => {
    const { test } = await start();
    await submit(test);
    const { tasks, files } = test.wardflow.application;
    const operator = await test.as('tiepnhan');
    const [task] = (await tasks.worklist(operator, { view: 'unit' })).items;
    const stranger = await test.as('tanlam.ktht.canbo');
    assert.deepEqual((await tasks.worklist(stranger, { view: 'unit' })).items, []);
    for (const id of [task?.taskId ?? '', '0193476e-0000-7000-8000-000000000001', 'no-id', '{}']) {
      const refused = { name: 'Refusal', code: 'NOT_FOUND', status: 404 };
      await assert.rejects(tasks.task(stranger, id), refused);
      await assert.rejects(tasks.claim(stranger, id), refused);
      await assert.rejects(tasks.release(stranger, id), refused);
      await assert.rejects(tasks.complete(stranger, id, { values: {}, files: [], submissionKey: 'x' }), refused);
      await assert.rejects(tasks.noticePreview(stranger, id, {}), refused);
      assert.equal(await files.forActor(stranger, id, 'full'), undefined);
    }
  });

  it('who was slower is told who was faster; the same completion again changes nothing', async () => {
    const { test } = await start();
    await submit(test);
    const { tasks } = test.wardflow.application;
    const [first, second] = [await test.as('tiepnhan'), await test.as('tiepnhan2')];
    const id = (await tasks.worklist(first, { view: 'unit' })).items[0]?.taskId ?? '';
    await tasks.claim(first, id);
    await assert.rejects(tasks.claim(second, id), { code: 'TASK_TAKEN', params: { by: 'Trần Thị Kim Ngân' } });
    const values = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
    await tasks.complete(first, id, { values, files: [], submissionKey: 'c1' });
    await tasks.complete(first, id, { values, files: [], submissionKey: 'c1' });
    await assert.rejects(tasks.complete(second, id, { values, files: [], submissionKey: 'c2' }), {
      code: 'TASK_CHANGED',
      status: 409,
    });
  });

  it('a telephone number finds its reports for who may read the reporter, and for nobody else', async () => {
    const { test, store } = await start();
    await submit(test);
    await submit(test, { ...report, category: 'ANTT' }, 'k2');
    await submit(test, { ...manhole, anonymous: true }, 'k3');
    const { tasks } = test.wardflow.application;
    const found = async (username: string, q: string) =>
      (await tasks.worklist(await test.as(username), { view: 'unit', q })).items.map((item) => item.registerNumber);
    for (const q of ['0912345678', '+84 912 345 678'])
      assert.deepEqual(await found('tiepnhan', q), ['PA-261120-0001'], 'and never a confidential one');
    assert.deepEqual(await found('tiepnhan', '0912345679'), []);
    const [task] = (await tasks.worklist(await test.as('tiepnhan'), { view: 'unit', q: '261120-0001' })).items;
    const values = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
    const operator = await test.as('tiepnhan');
    await tasks.complete(operator, task?.taskId ?? '', { values, files: [], submissionKey: 'c1' });
    assert.deepEqual(await found('lamdong.ktht.canbo', '0912345678'), ['PA-261120-0001']);
    await withoutReaders(store);
    await test.wardflow.loadCity();
    assert.deepEqual(await found('lamdong.ktht.canbo', '0912345678'), []);
    assert.deepEqual(await found('lamdong.ktht.canbo', '261120-0001'), ['PA-261120-0001']);
  });

  it('an identity number finds the dossier of its applicant', async () => {
    const { test } = await start({ services: [dossierService] });
    await receiveDossier(test);
    const { tasks } = test.wardflow.application;
    const officer = await test.as(people.officer);
    for (const [q, count] of [
      ['099 190 000 123', 1],
      ['0912345678', 1],
      ['099190000124', 0],
    ] as const)
      assert.equal((await tasks.worklist(officer, { view: 'unit', q })).items.length, count, q);
  });

  it('the reporter of a confidential matter stays hidden from everybody who handles it', async () => {
    const { test } = await start();
    await submit(test, { ...report, category: 'ANTT' });
    const { tasks } = test.wardflow.application;
    const operator = await test.as('tiepnhan');
    const [item] = (await tasks.worklist(operator, { view: 'unit' })).items;
    assert.equal(item?.confidential, true);
    const detail = await tasks.task(operator, item?.taskId ?? '');
    assert.deepEqual(detail.reporter, {
      anonymous: false,
      hidden: true,
      name: null,
      phone: null,
      email: null,
      until: null,
    });
  });

  it('S16 the code alone shows stages; four wrong digits too often lock the rest, right digits included', async () => {
    const { test } = await start();
    const { trackingCode } = await submit(test);
    const { reports } = test.wardflow.application;
    assert.equal((await reports.follow(trackingCode))?.registerNumber, 'PA-261120-0001');
    assert.equal(await reports.follow('0000-0000-0000'), undefined);
    assert.equal(await reports.followFull('0000-0000-0000', '5678'), undefined);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      assert.equal(await reports.followFull(trackingCode, `000${attempt}`), undefined);
    }
    await assert.rejects(reports.followFull(trackingCode, '5678'), { code: 'TOO_MANY_ATTEMPTS', status: 429 });
    await test.advanceTo('2026-11-20T09:00:00+07:00');
    assert.equal((await reports.followFull(trackingCode, '5678'))?.text, report.description);
  });

  it('a wrong field stores nothing, and a reporter without a phone gets a PIN', async () => {
    const { test, store } = await start();
    const wrong = { ...report, location: { lon: 105.85, lat: 21.03 }, phone: '12', description: '' };
    await assert.rejects(submit(test, wrong), (error: { status?: number; fields?: readonly { path: string }[] }) => {
      assert.deepEqual(error.fields?.map((fault) => fault.path).sort(), ['description', 'location', 'phone']);
      return error.status === 422;
    });
    const noImage = { field: 'photos', originalName: 'a.png', path: import.meta.filename, bytes: 100 };
    const { reports } = test.wardflow.application;
    const sent = {
      submissionKey: 'k2',
      language: 'vi',
      channel: 'web',
      values: { ...report },
      files: [noImage],
    } as const;
    await assert.rejects(reports.submit(sent), { status: 422 });
    assert.equal(await store.transaction((tx) => tx.cases.records.nextSerial('2026-11-20')), 1);
    const anonymous = { category: 'HT-TN', description: report.description, location: report.location, address: 'x' };
    const receipt = await submit(test, { ...anonymous, anonymous: true }, 'k3');
    assert.match(receipt.pin ?? '', /^\d{4}$/);
    assert.ok(await reports.followFull(receipt.trackingCode, receipt.pin ?? ''));
  });
});

/** A city in which nobody may read who reported. */
async function withoutReaders(store: OpenStore): Promise<void> {
  await store.orm.em
    .getConnection()
    .execute(`update reference set content = replace(content, 'readReporter', 'read'), revision = revision + 1`);
}

/** Names of the tables whose raw rows hold one of the words, in any column. */
async function tablesHolding(store: OpenStore, words: readonly string[]): Promise<readonly string[]> {
  const connection = store.orm.em.getConnection();
  const list =
    store.dialect === 'sqlite'
      ? "select name as name from sqlite_master where type = 'table'"
      : 'select table_name as name from information_schema.tables where table_schema = database()';
  const tables = (await connection.execute(list)) as readonly { readonly name: string }[];
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = (await connection.execute(`select * from ${name}`)) as readonly Record<string, unknown>[];
    for (const value of rows.flatMap((row) => Object.values(row))) {
      const raw = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
      found.push(...words.filter((word) => raw.includes(word)).map((word) => `${name}: ${word}`));
    }
  }
  return found;
}
