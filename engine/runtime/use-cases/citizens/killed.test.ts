// `kill -9` while a code is entered: it goes on being good, or it was used; never both, and never twice.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { OpenStore } from '#engine/store/open.ts';
import { manhole, openApplication, submitReport } from '#test/support/application.ts';
import { databaseNames, openTestDatabase, stopOwn } from '#test/support/databases.ts';

const script = fileURLToPath(new URL('../../../../test/support/code-until-killed.ts', import.meta.url));
/** Within what takes the code and opens the session; the count of the try before it where there is time. */
const writes = process.env['WARDFLOW_RUNS'] === undefined ? ['3'] : ['1', '3', '4'];
const now = '2026-11-20T08:00:00+07:00';

after(() => stopOwn());

for (const name of databaseNames) {
  describe(`on ${name}`, () => {
    test('killed while a code is entered, nobody is in, or one is, and the code is used', async () => {
      const database = await openTestDatabase(name);
      const secret = `entered ${name}`;
      const key = (of: string) => createHash('sha256').update(`${secret} ${of}`).digest();
      const secrets = { masterKey: key('master'), hmacKey: key('hmac') };
      const first = await openApplication(database.store, { secrets, now });
      try {
        await submitReport(first, { ...manhole, name: 'Võ Kim Em', phone: '0912345678' });
        const { citizens, mailbox } = first.wardflow.application;
        const { token } = await citizens.askForCode({ contact: '0912345678', language: 'vi' });
        await first.advanceTo(now);
        const texts = (await mailbox.list(100)).map(({ text }) => text);
        const code = texts.map((text) => /^(\d{6}) la ma/.exec(text)?.[1]).find(Boolean) ?? assert.fail();
        await database.store.close();
        for (const write of writes) {
          const args = [script, database.url, secret, now, token, code, write];
          const { signal, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
          assert.equal(signal, 'SIGKILL', `at write ${write}: ${stdout}${stderr}`);
          const store = await database.reopen();
          assert.deepEqual(await standing(store), { sessions: 0, codes: 1 }, `at write ${write}`);
          await store.close();
        }
        const store = await database.reopen();
        const last = await openApplication(store, { secrets, now });
        const again = last.wardflow.application.citizens;
        assert.ok(await again.enterCode(token, code));
        assert.deepEqual(await standing(store), { sessions: 1, codes: 0 });
        await assert.rejects(again.enterCode(token, code), { code: 'SIGN_IN_OVER' });
        last.remove();
      } finally {
        first.remove();
        await database.drop();
      }
    });
  });
}

async function standing(store: OpenStore) {
  const count = async (query: string) => {
    const [row] = await store.orm.em.getConnection().execute(`select count(*) as n from ${query}`);
    return Number((row as { readonly n: number }).n);
  };
  return {
    sessions: await count('citizen_session'),
    codes: await count(`sign_in_step where kind = 'citizenCode'`),
  };
}
