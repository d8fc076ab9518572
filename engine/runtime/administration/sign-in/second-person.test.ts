// What weakens the policy of signing in waits for a second administrator, and for nobody who was made up for it.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { SessionActor } from '../../application/accounts.ts';

const post = { role: 'administrator', unit: 'IOC', validFrom: '', validTo: '' };

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test, store } = await opened();
    const { signInBook } = test.wardflow.application;
    const me = await test.as('quantri');
    const save = async (actor: SessionActor, demand: 'none' | 'any' | 'passkey', publishing: 'one' | 'two') => {
      const { revision } = await signInBook.policy(actor);
      const roles = [{ role: 'officer', demand }];
      return await signInBook.savePolicy(actor, { revision, note: 'thử', roles, publishing });
    };
    return { test, store, signInBook, me, save };
  };
  /** The strict policy is in force, and a second and third administrator are there. */
  const strict = async () => {
    const started = await start();
    const second = await administrator(started.test, 'thu.hai');
    const third = await administrator(started.test, 'thu.ba');
    await started.test.advanceTo('2026-11-20T08:05:00+07:00');
    await started.save(started.me, 'any', 'two');
    return { ...started, second, third };
  };

  it('stricter holds at once; weaker waits, for each of the two safeguards, and nothing of it is in force', async () => {
    const { save, me } = await strict();
    const after = await save(me, 'passkey', 'two');
    assert.deepEqual([after.waiting, demandIn(after), after.publishing], [null, 'passkey', 'two']);
    for (const [demand, publishing] of [
      ['any', 'two'],
      ['passkey', 'one'],
    ] as const) {
      const view = await save(me, demand, publishing);
      assert.deepEqual([demandIn(view), view.publishing], ['passkey', 'two']);
      assert.deepEqual([view.waiting?.own, view.waiting?.others, view.waiting?.publishing], [true, 2, publishing]);
    }
  });

  it('who proposed it does not confirm it, nor does an account made since; another does, and it is in force', async () => {
    const { test, store, signInBook, save, me, second } = await strict();
    const id = (await save(me, 'none', 'one')).waiting?.id ?? '';
    await assert.rejects(signInBook.confirmChange(me, id), { code: 'CONFIRMED_BY_ANOTHER', status: 403 });
    const made = await administrator(test, 'vua.lap');
    await assert.rejects(signInBook.confirmChange(made, id), { code: 'CONFIRMED_BY_ANOTHER' });
    const head = await test.as('lamdong.ktht.lanhdao');
    await assert.rejects(signInBook.confirmChange(head, id), { code: 'FORBIDDEN' });
    await assert.rejects(signInBook.withdrawChange(head, id), { code: 'FORBIDDEN' });
    const told = (await test.wardflow.application.ownAccounts.view(second)).notices;
    assert.deepEqual(
      told.map(({ code, by }) => [code, by]),
      [['changeWaits', 'quantri']],
    );
    const view = await signInBook.confirmChange(second, id);
    assert.deepEqual([demandIn(view), view.publishing, view.waiting], ['none', 'one', null]);
    await assert.rejects(signInBook.confirmChange(second, id), { code: 'CHANGE_OVER', status: 409 });
    const lines = (await store.transaction((tx) => tx.cases.audit.latest(40))).map(({ actor, action }) => [
      actor,
      action,
    ]);
    for (const line of [
      ['quantri', 'city.propose'],
      ['thu.hai', 'city.confirm'],
      ['thu.hai', 'city.save'],
    ]) {
      assert.ok(
        lines.some((one) => one.join() === line.join()),
        line.join(),
      );
    }
  });

  it('of two who confirm at the same time one does, and it takes effect once', async () => {
    const { store, signInBook, save, me, second, third } = await strict();
    const { revision, waiting } = await save(me, 'none', 'one');
    const outcomes = await Promise.allSettled(
      [second, third].map((one) => signInBook.confirmChange(one, waiting?.id ?? '')),
    );
    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    const refused = outcomes.find((one) => one.status === 'rejected');
    assert.equal(refused?.reason.code, 'CHANGE_OVER');
    assert.equal((await signInBook.policy(me)).revision, revision + 1);
    const confirmed = (await store.transaction((tx) => tx.cases.audit.latest(60))).filter(
      ({ action }) => action === 'city.confirm',
    );
    assert.equal(confirmed.length, 1);
  });

  it('it is over after seven days, when it is withdrawn, when another takes its place, and when the policy moved on', async () => {
    const { test, signInBook, save, me, second } = await strict();
    const first = (await save(me, 'none', 'two')).waiting?.id ?? '';
    const other = (await save(me, 'none', 'one')).waiting?.id ?? '';
    await assert.rejects(signInBook.confirmChange(second, first), { code: 'CHANGE_OVER' });
    assert.equal((await signInBook.withdrawChange(second, other)).waiting, null);
    await assert.rejects(signInBook.confirmChange(second, other), { code: 'CHANGE_OVER' });
    const stale = (await save(me, 'none', 'two')).waiting?.id ?? '';
    await save(second, 'passkey', 'two');
    await assert.rejects(signInBook.confirmChange(second, stale), { code: 'CITY_CHANGED', status: 409 });
    const late = (await save(me, 'none', 'two')).waiting?.id ?? '';
    await test.advanceTo('2026-11-27T08:05:01+07:00');
    await assert.rejects(test.wardflow.confirmChange(late), { code: 'CHANGE_OVER' });
    assert.equal((await signInBook.policy(me)).waiting, null);
  });

  it('where there is one administrator alone the operator of the machine confirms it, with a line in the audit', async () => {
    const { test, store, signInBook, save, me } = await start();
    await save(me, 'any', 'two');
    const { waiting } = await save(me, 'none', 'two');
    assert.equal(waiting?.others, 0);
    await test.wardflow.confirmChange(waiting?.id ?? '');
    assert.equal(demandIn(await signInBook.policy(me)), 'none');
    const lines = await store.transaction((tx) => tx.cases.audit.latest(10));
    assert.ok(lines.some(({ actor, action }) => actor === 'command-line' && action === 'city.confirm'));
  });
});

async function administrator(test: TestApplication, username: string): Promise<SessionActor> {
  const { people, accounts } = test.wardflow.application;
  const by = await test.as('quantri');
  const person = { username, displayName: `Quản trị ${username}`, email: '', posts: [post] };
  const { password } = await people.create(by, person);
  const signed = await accounts.signIn({ username, password }, '192.0.2.1');
  if (signed?.actor === undefined) throw new Error(`${username} cannot sign in`);
  return signed.actor;
}

function demandIn({
  roles,
}: {
  readonly roles: readonly { readonly role: string; readonly demand: string }[];
}): string {
  return roles.find(({ role }) => role === 'officer')?.demand ?? '';
}
