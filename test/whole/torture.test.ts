/**
 * Torture in its short form (`npm run torture` has the long one): processes are killed under load, and the checker finds
 * nothing. So that this says something, each kind of fault is then planted, and the checker finds it by its name.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { check, inWords } from '#test/torture/check.ts';
import { type Fault, faults } from '#test/torture/checks/finding.ts';
import { type KillResult, killRound } from '#test/torture/kill.ts';
import { planted, plants } from '#test/torture/plants.ts';

const seed = Number(process.env['WARDFLOW_SEED'] ?? 20_261_122);

after(stopOwn);

function nothingFound({ findings, figures, folder }: KillResult): void {
  assert.equal(findings.length, 0, `${inWords(findings)}\nseed ${seed}, ${folder}`);
  assert.ok(Number(figures['accepted']) >= 20, JSON.stringify(figures));
}

if (databaseNames.includes('MariaDB')) {
  test('two processes with pages and a worker on MariaDB, killed eight times under load, lose and double nothing', async () => {
    const { url, remove } = await newDatabase('MariaDB');
    const commands = ['start', 'start', 'worker'];
    nothingFound(await killRound({ kills: 8, seed, clients: 4, commands, databases: [url] }));
    await remove();
  });
}

describe('one process on SQLite', () => {
  let result: KillResult;

  before(async () => {
    result = await killRound({ kills: 6, seed, clients: 6, commands: ['start'], keep: true });
  });
  after(() => rmSync(result.folder, { recursive: true, force: true }));

  test('killed six times under load, it loses nothing and does nothing twice', () => nothingFound(result));

  for (const { fault, what, plant, where = /(?:)/ } of plants()) {
    test(`the checker finds ${what}`, async () => {
      const evidence = await planted(result, plant);
      const { findings } = await check(evidence);
      assert.ok(
        findings.some((one) => one.fault === fault && where.test(one.where)),
        `${fault} at ${where} among: ${inWords(findings) || 'no findings'}`,
      );
    });
  }

  test('each kind of fault that the checker knows is planted here', () => {
    const known = new Set(plants().map(({ fault }) => fault));
    assert.deepEqual(
      Object.keys(faults).filter((fault) => !known.has(fault as Fault)),
      [],
    );
  });
});
