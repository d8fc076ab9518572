// `kill -9` while a file is taken in: all of it is there or nothing, and taken in again it is there once.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { OpenStore } from '#engine/store/open.ts';
import { openApplication, type TestApplication } from '#test/support/application.ts';
import { databaseNames, openTestDatabase, stopOwn } from '#test/support/databases.ts';

const script = fileURLToPath(new URL('../../../../test/support/import-until-killed.ts', import.meta.url));
const kills = ['amid', 'after'] as const;
const many = [1, 2, 3, 4, 5];

interface Found {
  /** Units, or accounts with exactly one post. */
  readonly there: number;
  /** How many of them the history or the audit tells of, counted as often as it does. */
  readonly told: number;
}

interface Kind {
  readonly codes: (when: string) => readonly string[];
  readonly csv: (codes: readonly string[]) => string;
  readonly found: (test: TestApplication, store: OpenStore, codes: readonly string[]) => Promise<Found>;
}

const units: Kind = {
  codes: (when) => many.map((number) => `KIL-${when}-${number}`),
  csv: (codes) => `ma,ten,truc_thuoc\n${codes.map((code) => `${code},Đơn vị ${code},UBND\n`).join('')}`,
  async found({ wardflow, as }, _, codes) {
    const administrator = await as('quantri');
    const { organisation } = wardflow.application;
    const list = await organisation.units(administrator);
    const added = (await organisation.unitChanges(administrator)).flatMap((change) => change.added);
    return {
      there: list.units.filter(({ code }) => codes.includes(code)).length,
      told: added.filter((code) => codes.includes(code)).length,
    };
  },
};

const people: Kind = {
  codes: (when) => many.map((number) => `kil.${when}.${number}`),
  csv: (names) =>
    `Tên đăng nhập;Họ tên;Vai trò;Đơn vị\n${names.map((name) => `${name};Người mới;officer;99016-VP\n`).join('')}`,
  found: (_, store, names) =>
    store.transaction(async (tx) => {
      const all = (await tx.cases.organisation.people()).filter(({ username }) => names.includes(username));
      const subjects = all.map(({ id }) => `account:${id}`);
      const told = (await tx.cases.audit.latest(5_000)).filter(
        ({ action, subject }) => action === 'account.create' && subjects.includes(subject),
      );
      return { there: all.filter(({ posts }) => posts.length === 1).length, told: told.length };
    }),
};

const kinds = { units, people };

after(() => stopOwn());

for (const name of databaseNames) {
  describe(`on ${name}`, () => {
    test('units and people that a killed process was taking in are all there or none, and come once', async () => {
      const database = await openTestDatabase(name);
      const secret = `taken in ${name}`;
      const key = (what: string) => createHash('sha256').update(`${secret} ${what}`).digest();
      const secrets = { masterKey: key('master'), hmacKey: key('hmac') };
      try {
        (await openApplication(database.store, { secrets })).remove();
        await database.store.close();
        for (const kind of ['units', 'people'] as const) {
          for (const when of kills) {
            const csv = kinds[kind].csv(kinds[kind].codes(when));
            await killed(database.url, [secret, kind, csv, when]);
            const store = await database.reopen();
            const again = await openApplication(store, { secrets });
            await wholeAndOnce(again, store, { kind, when, csv });
            again.remove();
            await store.close();
          }
        }
      } finally {
        await database.drop();
      }
    });
  });
}

async function wholeAndOnce(
  again: TestApplication,
  store: OpenStore,
  {
    kind,
    when,
    csv,
  }: { readonly kind: keyof typeof kinds; readonly when: (typeof kills)[number]; readonly csv: string },
): Promise<void> {
  const codes = kinds[kind].codes(when);
  const found = () => kinds[kind].found(again, store, codes);
  const { there, told } = await found();
  assert.ok(there === 0 || there === many.length, `${there} of ${many.length} ${kind}, killed ${when}`);
  assert.equal(told, there);
  if (when === 'after') assert.equal(there, many.length);
  else if (store.dialect === 'sqlite') assert.equal(there, 0);
  assert.deepEqual((await takeIn(again, kind, csv)).added, there === 0 ? codes : []);
  assert.deepEqual(await found(), { there: many.length, told: many.length });
  const repeated = await takeIn(again, kind, csv);
  assert.deepEqual(repeated.added, []);
  // Nobody has heard the first answer: this one says as well who is to get a first password.
  assert.deepEqual(repeated.waiting, kind === 'people' ? codes : []);
  assert.deepEqual(await found(), { there: many.length, told: many.length });
}

/** What an administrator does: looks, then takes in what was looked at. */
async function takeIn({ wardflow, as }: TestApplication, kind: keyof typeof kinds, csv: string) {
  const administrator = await as('quantri');
  const { imports } = wardflow.application;
  const content = new TextEncoder().encode(csv);
  const file = { kind, name: 'tệp.csv', content, note: 'Nhập' };
  const { stamp } = await imports.run(administrator, { ...file, dryRun: true, stamp: '' });
  return await imports.run(administrator, { ...file, dryRun: false, stamp });
}

async function killed(url: string, rest: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [script, url, ...rest], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [, signal] = await once(child, 'exit');
  assert.equal(signal, 'SIGKILL');
}
