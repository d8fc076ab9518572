import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { withReminders } from '#test/support/own-reminders.ts';

const report = {
  ...manhole,
  description: 'Nắp hố ga trước cổng chợ bị vỡ, nhà chị Kimquynh bên cạnh.',
  name: 'Võ Kim Em',
  phone: '0912345678',
  email: 'em@example.org',
};

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  /** A report that the unit has taken on and then left lying; the process reminds it by messages of its own. */
  const handled = async () => {
    const { test, store } = await start({ pack: (shipped) => withReminders(shipped, (code) => `RIENG_${code}`) });
    const { trackingCode } = await submitReport(test, report);
    await completeInTurn(test, [
      ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }],
      ['lamdong.ktht.canbo', { outcome: 'accept' }],
    ]);
    const officer = await test.as('lamdong.ktht.canbo');
    const [handle] = (await test.wardflow.application.tasks.worklist(officer, { view: 'unit' })).items;
    return { test, store, officer, trackingCode, taskId: handle?.taskId ?? '' };
  };
  const lettersTo = async ({ wardflow }: TestApplication, address: string) =>
    (await wardflow.application.mailbox.list(100)).filter(({ to }) => to === address);

  it('a reminder stands in the timeline that officials see, in words and both languages', async () => {
    const { test, officer, taskId } = await handled();
    await test.advanceTo('2026-11-24T17:00:00+07:00');
    const { timeline } = await test.wardflow.application.tasks.task(officer, taskId);
    const reminder = timeline.at(-1);
    assert.equal(reminder?.kind, 'notice');
    assert.equal(reminder?.unit?.code, '99016-KTHT');
    assert.match(
      reminder?.title.vi ?? '',
      /^Đã báo cho đơn vị: PA-261120-0001 sắp đến hạn xử lý: \d\d\/11\/2026 \d\d:\d\d\./,
    );
    assert.match(reminder?.title.en ?? '', /^Unit told: PA-261120-0001 is due soon: /);
    assert.doesNotMatch(JSON.stringify(reminder), /Kimquynh|Võ Kim Em|912345678|example\.org/);
  });

  it('danger to life is told at once, to the unit that the report has only just been routed to', async () => {
    const { test } = await start();
    await submitReport(test, { ...report, category: 'PCCC' });
    await completeInTurn(test, [['tiepnhan', { outcome: 'accept', category: 'PCCC', ward: '99016' }]]);
    const officer = await test.as('pccc.canbo');
    const { tasks } = test.wardflow.application;
    const [takeOn] = (await tasks.worklist(officer, { view: 'unit' })).items;
    const { timeline } = await tasks.task(officer, takeOn?.taskId ?? '');
    const alert = timeline.find(({ title }) => title.vi.startsWith('Đã báo cho đơn vị'));
    assert.equal(alert?.unit?.code, 'PCCC');
    assert.match(alert?.title.vi ?? '', /nguy hiểm tính mạng.* Hạn xử lý: 20\/11\/2026 12:00\.$/);
  });

  it('nothing of what units are told is shown to the reporter', async () => {
    const { test, trackingCode } = await handled();
    const { reports } = test.wardflow.application;
    const before = [await reports.follow(trackingCode), await reports.followFull(trackingCode, '5678')];
    await test.advanceTo('2026-11-27T17:00:00+07:00');
    const after = [await reports.follow(trackingCode), await reports.followFull(trackingCode, '5678')];
    assert.deepEqual(
      after.map((progress) => progress?.stages),
      before.map((progress) => progress?.stages),
    );
    assert.doesNotMatch(JSON.stringify(after), /Unit told|Đã báo cho đơn vị|due soon|sắp đến hạn/);
  });

  it('officials of the unit who have an address get an e-mail, once, and nobody else does', async () => {
    const { test } = await handled();
    await test.advanceTo('2026-11-24T17:00:00+07:00');
    await test.advanceTo('2026-11-24T17:00:01+07:00');
    const officials = ['giang.tran@lamhai.example', 'nga.dang@lamhai.example'];
    for (const address of officials) {
      const letters = await lettersTo(test, address);
      assert.deepEqual(
        letters.map(({ channel, subject }) => [channel, subject]),
        [['email', '[Nhắc việc] PA-261120-0001 sắp đến hạn']],
      );
      assert.doesNotMatch(letters[0]?.text ?? '', /follow\?code|Kimquynh|912345678/);
    }
    const others = (await test.wardflow.application.mailbox.list(100)).filter(({ to }) => !officials.includes(to));
    assert.ok(others.every(({ to }) => to === '+84912345678' || to === 'em@example.org'));
  });

  it('an official’s address is looked up when the e-mail is sent; one without an address gets none', async () => {
    const { test, store } = await handled();
    const now = Date.parse('2026-11-24T17:00:00+07:00');
    await test.wardflow.kernel.runDue(now);
    const connection = store.orm.em.getConnection();
    const rows = await connection.execute('select * from notice where recipient_account is not null');
    assert.equal(rows.length, 2);
    assert.doesNotMatch(JSON.stringify(rows), /lamhai\.example/);
    await connection.execute("update account set email = 'moi@lamhai.example' where username = 'lamdong.ktht.canbo'");
    await connection.execute("update account set email = '' where username = 'lamdong.ktht.lanhdao'");
    await test.advanceTo('2026-11-24T17:00:00+07:00');
    assert.equal((await lettersTo(test, 'moi@lamhai.example')).length, 1);
    assert.equal((await lettersTo(test, 'giang.tran@lamhai.example')).length, 0);
    assert.equal((await lettersTo(test, 'nga.dang@lamhai.example')).length, 0);
  });
});
