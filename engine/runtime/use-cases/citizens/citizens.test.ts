import assert from 'node:assert/strict';
import { it } from 'node:test';
import { twilioChannel } from '#connectors/sms-twilio/connector.ts';
import { smsSize } from '#engine/cases/text/sms.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { applicationsOf, manhole, submitReport, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { dossierService, receiveDossier } from '#test/support/dossiers.ts';
import { startTwilioServer } from '#test/support/twilio-server.ts';
import { sweepFiles } from '../files/sweep.ts';
import { personWord } from '../search-words.ts';

const phone = '0912345678';
const report = { ...manhole, name: 'Võ Kim Em', phone, email: 'Em.Vo@example.org' };
const stranger = '0987654321';
const at = (time: string) => `2026-11-20T${time}+07:00`;
const over = { code: 'SIGN_IN_OVER', status: 401 };

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  it('a code to the telephone opens the list, and each case whole, without its own code', async () => {
    const { test } = await start({ services: [dossierService] });
    const receipt = await submitReport(test, report);
    const dossier = await receiveDossier(test, { submissionKey: 'd1' });
    await submitReport(test, { ...report, phone: stranger, email: 'khac@example.org' }, 'k2');
    const { citizens, reports, documents } = test.wardflow.application;
    const { token, citizen } = await signIn(test, '+84 912 345 678');
    assert.deepEqual([citizen.way, citizen.phone, citizen.email], ['phone', '+84912345678', null]);
    const { items, next } = await citizens.cases(citizen);
    assert.deepEqual(
      [items.map(({ registerNumber }) => registerNumber), next],
      [[dossier.code, receipt.registerNumber], null],
    );
    const mine = items[1] ?? assert.fail();
    const key = (await citizens.open(token, mine.caseId)) ?? assert.fail();
    const full = await reports.followFull(key.code, key.secret);
    assert.equal(full?.text, report.description);
    assert.equal((await documents.listForApplicant(key))?.length, 0);
    const paper = (await citizens.open(token, items[0]?.caseId ?? '')) ?? assert.fail();
    assert.ok((await documents.listForApplicant(paper))?.length, 'the receipt of the dossier');
    // A question of the officials waits for them, and is answered without the code.
    const operator = await test.as('tiepnhan');
    const { tasks } = test.wardflow.application;
    const [task] = (await tasks.worklist(operator, { view: 'unit', q: receipt.registerNumber })).items;
    const values = { outcome: 'needInfo', question: 'Hố ga nào ạ?' };
    await tasks.complete(operator, task?.taskId ?? '', { values, files: [], submissionKey: 'q' });
    assert.deepEqual(
      (await citizens.cases(citizen)).items.map(({ waits }) => waits),
      [false, true],
    );
    const waiting = (await reports.followFull(key.code, key.secret))?.tasks[0]?.taskId ?? '';
    const answered = await reports.answer({
      ...key,
      taskId: waiting,
      values: { supplementText: 'Hố ga trước kiốt 17' },
      files: [],
      submissionKey: 's',
    });
    assert.deepEqual(answered.tasks, []);
  });

  it('the list goes on page by page, and says where an official has written last', async () => {
    const { test, store } = await start();
    for (let number = 0; number < 3; number += 1) await submitReport(test, { ...report, email: '' }, `k${number}`);
    const word = personWord(test.deps.secrets, phone) ?? '';
    const page = (before: string | null) => store.transaction(({ cases }) => cases.citizens.casesOf([word], before, 2));
    const first = await page(null);
    const second = await page(first.at(-1) ?? null);
    assert.deepEqual([first.length, second.length, new Set([...first, ...second]).size], [2, 1, 3]);
    assert.deepEqual([...first, ...second], [...first, ...second].toSorted().toReversed(), 'the newest first');
    const { citizens, relay, tasks } = test.wardflow.application;
    const { citizen } = await signIn(test, phone);
    const operator = await test.as('tiepnhan');
    const [task] = (await tasks.worklist(operator, { view: 'unit' })).items;
    await relay.write(operator, task?.taskId ?? '', { text: 'Hố ga ở phía nào của chợ?', submissionKey: 'm1' });
    const waiting = (await citizens.cases(citizen)).items.filter(({ waits }) => waits);
    assert.deepEqual(
      waiting.map(({ registerNumber }) => registerNumber),
      [task?.registerNumber],
    );
  });

  it('the e-mail address that was left is as good, in whatever letters it is typed', async () => {
    const { test } = await start();
    await submitReport(test, report);
    const { citizens } = test.wardflow.application;
    const { citizen } = await signIn(test, ' em.vo@EXAMPLE.org');
    assert.deepEqual([citizen.way, citizen.email, citizen.phone], ['email', 'em.vo@example.org', null]);
    assert.equal((await citizens.cases(citizen)).items.length, 1);
  });

  it('S16 a confidential case is not in the list, opens by no session, and alone brings no code', async () => {
    const { test } = await start();
    const secret = await submitReport(test, { ...report, category: 'ANTT', phone: stranger });
    const { citizens, reports } = test.wardflow.application;
    await citizens.askForCode({ contact: stranger, language: 'vi' });
    await test.advanceTo(at('08:01:00'));
    assert.equal(await codeIn(test), undefined, 'nobody else at the telephone learns that there is one');
    await submitReport(test, { ...report, phone: stranger }, 'k2');
    const { token, citizen } = await signIn(test, stranger);
    const { items } = await citizens.cases(citizen);
    assert.equal(items.length, 1);
    const key = (await citizens.open(token, items[0]?.caseId ?? '')) ?? assert.fail();
    assert.equal(await reports.followFull(secret.trackingCode, key.secret), undefined);
    assert.ok(await reports.followFull(secret.trackingCode, '4321'), 'its own code and digits open it');
    const record = await test.deps.store.transaction(({ cases }) =>
      cases.records.byRegisterNumber(secret.registerNumber),
    );
    assert.equal(await citizens.open(token, record?.id ?? ''), undefined);
  });

  it('S16 S17 asking tells nothing: the same answer and the same writes, and no SMS to a stranger’s number', async () => {
    const { accountSid, authToken, baseUrl, sent, close } = await startTwilioServer();
    try {
      const sms = twilioChannel({
        accountSid,
        authToken,
        baseUrl,
        from: '+84900000000',
        timeoutMs: 5_000,
        perDay: 100,
      });
      const { test, store } = await start({ channels: { sms } });
      await submitReport(test, report);
      await test.advanceTo(at('08:00:10'));
      const before = sent.length;
      const { citizens } = test.wardflow.application;
      const writes = async (contact: string) => {
        const rows = await rowsOf(store);
        const { token } = await citizens.askForCode({ contact, language: 'vi' });
        const asked = await citizens.asked(token);
        return { asked: { ...asked, to: '' }, length: token.length, more: less(await rowsOf(store), rows) };
      };
      await submitReport(test, { ...report, phone: '0977777777' }, 'k2');
      assert.deepEqual(await writes(phone), await writes(stranger));
      await test.advanceTo(at('08:00:20'));
      const [message] = sent.slice(before);
      assert.equal(sent.length, before + 2, 'the code first, then what was to be told before');
      const { dead = 0 } = await store.transaction(({ cases }) => cases.notices.countByState());
      assert.equal(dead, 0, 'a stranger’s code is no notice that was given up');
      assert.equal(message?.to, '+84912345678');
      assert.match(message?.body ?? '', /^\d{6} la ma xem ho so cua ong\/ba .*Khong dua ma cho ai, ke ca can bo/);
      const size = smsSize(message?.body ?? '');
      assert.deepEqual([size.encoding, size.segments], ['GSM-7', 1]);
      // Both are limited alike, so that the limit tells nothing either.
      for (const contact of [phone, stranger]) {
        for (let more = 0; more < 2; more += 1) await citizens.askForCode({ contact, language: 'vi' });
        const refused = { code: 'TOO_MANY_ATTEMPTS', status: 429 };
        await assert.rejects(citizens.askForCode({ contact, language: 'vi' }), refused);
      }
      await assert.rejects(citizens.askForCode({ contact: '113', language: 'vi' }), {
        code: 'NO_CONTACT',
        status: 422,
      });
      await assert.rejects(citizens.askForCode({ contact: "'; drop", language: 'vi' }), { code: 'NO_CONTACT' });
    } finally {
      await close();
    }
  });

  it('a code is good once, for ten minutes, and in the browser that has asked', async () => {
    const { test } = await start();
    await submitReport(test, report);
    const { citizens } = test.wardflow.application;
    const first = await citizens.askForCode({ contact: phone, language: 'vi' });
    await test.advanceTo(at('08:00:30'));
    const code = (await codeIn(test)) ?? assert.fail();
    const other = await citizens.askForCode({ contact: stranger, language: 'vi' });
    assert.equal(await citizens.enterCode(other.token, code), undefined, 'in another browser');
    await assert.rejects(citizens.enterCode('guessed', code), over);
    // Two tabs at the same moment: one of them is in.
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => citizens.enterCode(first.token, code)));
    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected', 'rejected']);
    await assert.rejects(citizens.enterCode(first.token, code), over, 'used');
    const late = await citizens.askForCode({ contact: phone, language: 'vi' });
    await test.advanceTo(at('08:01:00'));
    const second = (await codeIn(test)) ?? assert.fail();
    await test.advanceTo(at('08:10:30'));
    await assert.rejects(citizens.enterCode(late.token, second), over, 'after ten minutes');
    // Whoever asks again in the same browser has the latest code alone.
    const third = await citizens.askForCode({ contact: phone, language: 'vi' });
    await citizens.askForCode({ contact: phone, language: 'vi', former: third.token });
    assert.equal(await citizens.asked(third.token), undefined);
  });

  it('a code that could not be sent in time is not sent late', async () => {
    const { test } = await start();
    await submitReport(test, report);
    await test.wardflow.application.citizens.askForCode({ contact: phone, language: 'vi' });
    await test.advanceTo(at('08:10:00'));
    assert.equal(await codeIn(test), undefined);
    const states = await test.deps.store.transaction(({ cases }) => cases.notices.countByState());
    assert.equal(states['queued'] ?? 0, 0);
  });

  it('S16 five guesses end a code, also side by side; twenty a day end guessing at a contact', async () => {
    const { test } = await start();
    await submitReport(test, report);
    const { citizens } = test.wardflow.application;
    let wrong = 0;
    for (const minute of ['05', '15', '25', '35']) {
      await test.advanceTo(at(`08:${minute}:00`));
      const { token } = await citizens.askForCode({ contact: phone, language: 'vi' });
      await test.advanceTo(at(`08:${minute}:10`));
      const code = (await codeIn(test)) ?? assert.fail();
      const guesses = Array.from({ length: 8 }, (_, index) => String((Number(code) + index + 1) % 1_000_000));
      const tried = await Promise.allSettled(guesses.map((guess) => citizens.enterCode(token, guess.padStart(6, '0'))));
      const judged = tried.filter(({ status }) => status === 'fulfilled').length;
      assert.ok(judged <= 4, `${judged} were said to be wrong, the fifth is over`);
      wrong += 5;
      await assert.rejects(citizens.enterCode(token, code), over, 'the right one comes too late');
    }
    assert.equal(wrong, 20);
    const { token } = await citizens.askForCode({ contact: phone, language: 'vi' });
    await test.advanceTo(at('08:36:00'));
    const code = (await codeIn(test)) ?? assert.fail();
    await assert.rejects(citizens.enterCode(token, code), { code: 'TOO_MANY_ATTEMPTS', status: 429 });
  });

  it('a session ends idle, old, or where it is left; it is nothing to officials, and theirs is nothing here', async () => {
    const { test, store } = await start();
    await submitReport(test, report);
    const { accounts, citizens, reports } = test.wardflow.application;
    const { token, citizen } = await signIn(test, phone);
    const own = (await citizens.cases(citizen)).items[0]?.caseId ?? '';
    const key = (await citizens.open(token, own)) ?? assert.fail();
    assert.equal(await accounts.session(token), undefined);
    const username = 'tiepnhan';
    const official = await accounts.signIn({ username, password: 'mot mat khau chi de thu' }, '203.0.113.9');
    assert.equal(await citizens.session(official?.token ?? ''), undefined);
    assert.equal(await citizens.open(official?.token ?? '', own), undefined);
    assert.equal(await reports.followFull(key.code, `own:${official?.token}`), undefined);
    await citizens.signOut(token);
    assert.equal(await citizens.session(token), undefined);
    assert.equal(await reports.followFull(key.code, key.secret), undefined, 'what it had opened is shut');
    await test.advanceTo(at('09:00:00'));
    const idle = await signIn(test, phone);
    await test.advanceTo(at('09:31:00'));
    assert.equal(await citizens.session(idle.token), undefined);
    const old = await signIn(test, phone);
    for (let minute = 0; minute < 240; minute += 25) {
      await test.advanceTo(new Date(Date.parse(at('09:32:00')) + minute * 60_000).toISOString());
      if (minute < 235) await citizens.session(old.token);
    }
    await test.advanceTo(at('13:40:00'));
    assert.equal(await citizens.session(old.token), undefined);
    await sweepFiles({ ...test.deps, store } as unknown as Parameters<typeof sweepFiles>[0], test.now());
    assert.equal((await rowsOf(store))['citizen_session'], 0);
  });

  it('S19 neither code nor contact stands in the database in clear, and nothing of them is left in the end', async () => {
    const { test, store } = await start();
    await submitReport(test, report);
    const { citizens } = test.wardflow.application;
    const { token } = await citizens.askForCode({ contact: phone, language: 'vi' });
    await test.advanceTo(at('08:01:00'));
    const code = (await codeIn(test)) ?? assert.fail();
    const planted = ['912345678', `${code} la ma`, `"${code}"`, 'em.vo@example'];
    assert.deepEqual(await tablesHolding(store, planted), []);
    await citizens.enterCode(token, code);
    assert.deepEqual(await tablesHolding(store, planted), []);
    assert.equal(await codeIn(test), undefined, 'the message is gone with the code');
  });
});

/** The way of a person: asks, reads the message, types the code. */
async function signIn(test: TestApplication, contact: string) {
  const { citizens } = test.wardflow.application;
  const { token } = await citizens.askForCode({ contact, language: 'vi' });
  await test.advanceTo(new Date(test.now() + 1_000).toISOString());
  return (await citizens.enterCode(token, (await codeIn(test)) ?? assert.fail())) ?? assert.fail();
}

/** The latest code in the mailbox of the demo that is still good. */
async function codeIn(test: TestApplication): Promise<string | undefined> {
  const messages = await test.wardflow.application.mailbox.list(100);
  return messages.map(({ text }) => /(?:^|: )(\d{6})(?: la ma|\n)/.exec(text)?.[1]).find((code) => code !== undefined);
}

async function tableNames(store: OpenStore): Promise<readonly string[]> {
  const list =
    store.dialect === 'sqlite'
      ? "select name as name from sqlite_master where type = 'table'"
      : 'select table_name as name from information_schema.tables where table_schema = database()';
  const found = (await store.orm.em.getConnection().execute(list)) as readonly { readonly name: string }[];
  return found.map(({ name }) => name);
}

async function rowsOf(store: OpenStore): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const name of await tableNames(store)) {
    const [row] = await store.orm.em.getConnection().execute(`select count(*) as n from ${name}`);
    counts[name] = Number((row as { readonly n: number }).n);
  }
  return counts;
}

function less(after: Readonly<Record<string, number>>, before: Readonly<Record<string, number>>) {
  return Object.entries(after).flatMap(([name, count]) => {
    const more = count - (before[name] ?? 0);
    return more === 0 ? [] : [`${name} ${more}`];
  });
}

async function tablesHolding(store: OpenStore, words: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await tableNames(store)) {
    const rows = (await store.orm.em.getConnection().execute(`select * from ${name}`)) as readonly object[];
    for (const value of rows.flatMap((row) => Object.values(row) as readonly unknown[])) {
      const raw = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
      found.push(...words.filter((word) => raw.includes(word)).map((word) => `${name}: ${word}`));
    }
  }
  return found;
}
