/**
 * Torture in its short form (`npm run torture` has the long one): processes are killed under load, and the checker finds
 * nothing. So that this says something, each kind of fault is then planted, and the checker finds it by its name.
 */
import assert from 'node:assert/strict';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import Sqlite from 'better-sqlite3';
import { databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { check, type Evidence, inWords } from '#test/torture/check.ts';
import { type Fault, faults } from '#test/torture/checks/finding.ts';
import { type KillResult, killRound } from '#test/torture/kill.ts';

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

  for (const { fault, what, plant } of plants()) {
    test(`the checker finds ${what}`, async () => {
      const evidence = await planted(result, plant);
      const { findings } = await check(evidence);
      assert.ok(
        findings.some((one) => one.fault === fault),
        `${fault} among ${findings.map((one) => one.fault).join(', ') || 'no findings'}`,
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

interface Plant {
  readonly fault: Fault;
  readonly what: string;
  /** Harms a copy of the database, or what was heard. */
  readonly plant: string | ((evidence: Evidence) => Evidence);
}

/** A copy of the evidence with one fault in it. */
async function planted({ evidence, folder }: KillResult, plant: Plant['plant']): Promise<Evidence> {
  if (typeof plant !== 'string') return plant(evidence);
  const copy = join(folder, 'harmed.db');
  for (const end of ['-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
  copyFileSync(evidence.database.slice('sqlite:'.length), copy);
  const database = new Sqlite(copy);
  try {
    database.unsafeMode(true);
    database.pragma('writable_schema = 1');
    assert.ok(database.prepare(plant).run().changes > 0, `nothing there to harm: ${plant}`);
  } finally {
    database.close();
  }
  return { ...evidence, database: `sqlite:${copy}` };
}

/** The last row of a table that is like this. */
function newest(table: string, where = '1 = 1'): string {
  return `rowid = (select rowid from ${table} where ${where} order by rowid desc limit 1)`;
}

function plants(): readonly Plant[] {
  const accepted = (evidence: Evidence) =>
    evidence.ledger.findLast(({ kind, fate }) => kind === 'complete' && fate === 'accepted');
  return [
    {
      fault: 'COMMAND_LOST',
      what: 'a case that was accepted and is gone',
      plant: `delete from case_record where ${newest('case_record')}`,
    },
    {
      fault: 'COMMAND_DOUBLED',
      what: 'a completion that was journalled twice',
      plant: `insert into journal (instance_id, number, at, environment, command)
        select instance_id, 900, at, environment, command from journal
        where ${newest('journal', `command like '{"kind":"completeTask"%'`)}`,
    },
    {
      fault: 'COMMAND_FROM_NOWHERE',
      what: 'a completion that nobody asked for',
      plant: (evidence) => {
        const one = accepted(evidence);
        return {
          ...evidence,
          ledger: evidence.ledger.filter(({ command, task }) => command !== one?.command && task !== one?.task),
        };
      },
    },
    {
      fault: 'COMMAND_FORGOTTEN',
      what: 'a command that was accepted first and refused when sent again',
      plant: (evidence) => {
        const one = accepted(evidence) ?? assert.fail('nothing was accepted');
        return { ...evidence, ledger: [...evidence.ledger, { ...one, fate: 'refused', status: 409 }] };
      },
    },
    {
      fault: 'COMMAND_UNANSWERED',
      what: 'a command that was never answered',
      plant: (evidence) => {
        const one = accepted(evidence) ?? assert.fail('nothing was accepted');
        return { ...evidence, ledger: [...evidence.ledger, { ...one, command: 'complete 1.1', fate: 'sent' }] };
      },
    },
    {
      fault: 'STALE_READ',
      what: 'a task that was not to be seen in time',
      plant: (evidence) => {
        const one = accepted(evidence) ?? assert.fail('nothing was accepted');
        return { ...evidence, ledger: [...evidence.ledger, { ...one, fate: 'stale' }] };
      },
    },
    {
      fault: 'TOKEN_LOST',
      what: 'a task that is missing',
      plant: `delete from task where ${newest('task', 'is_open = 1')}`,
    },
    {
      fault: 'TOKEN_LOST',
      what: 'a timer that is missing',
      plant: `delete from job where ${newest('job', `kind = 'timer'`)}`,
    },
    {
      fault: 'TOKEN_LEFT',
      what: 'a task that was opened again',
      plant: `update task set is_open = 1 where ${newest('task', 'is_open = 0')}`,
    },
    {
      fault: 'TOKEN_DIFFERS',
      what: 'a timer with another date',
      plant: `update job set due_at = due_at + 1 where ${newest('job', `kind = 'timer'`)}`,
    },
    {
      fault: 'STATE_DIFFERS',
      what: 'a state that was changed',
      plant: `update process_instance set snapshot = replace(snapshot, '"category":"HT-TN"', '"category":"HT-CS"')
        where ${newest('process_instance')}`,
    },
    {
      fault: 'HISTORY_DIFFERS',
      what: 'a line of history that stands there twice',
      plant: `insert into history (instance_id, number, position, case_id, element, node, event, at)
        select instance_id, number, (select max(position) + 1 from history h where h.instance_id = history.instance_id
          and h.number = history.number), case_id, element, node, event, at from history where ${newest('history')}`,
    },
    {
      fault: 'HISTORY_DIFFERS',
      what: 'a line of history that was changed',
      plant: `update history set element = 'approve' where ${newest('history', `element = 'verify'`)}`,
    },
    {
      fault: 'JOURNAL_GAP',
      what: 'a command that is missing',
      plant: `delete from journal where ${newest('journal', 'number = 2')}`,
    },
    {
      fault: 'NOTICE_MISSING',
      what: 'a notice that is missing',
      plant: `delete from notice where ${newest('notice')}`,
    },
    {
      fault: 'NOTICE_FROM_NOWHERE',
      what: 'a notice that was written twice',
      plant: `insert into notice select randomblob(16), case_id, service_version_id, dedupe_key || '2', channel, template,
        language, recipient_entry, recipient_account, params, state, attempt, next_at, lease_until, lease_token, provider_id,
        provider_status, fault, created_at, sent_at from notice where ${newest('notice')}`,
    },
    {
      fault: 'NOTICE_UNSENT',
      what: 'a notice that was given up',
      plant: `update notice set state = 'dead' where ${newest('notice')}`,
    },
    {
      fault: 'NOTICE_NOT_DELIVERED',
      what: 'a notice that counts as sent and never arrived',
      plant: (evidence) => ({ ...evidence, delivered: evidence.delivered?.slice(0, -1) ?? [] }),
    },
    {
      fault: 'NOTICE_TWICE',
      what: 'an SMS that was sent twice',
      plant: (evidence) => ({
        ...evidence,
        delivered: [...(evidence.delivered?.slice(0, 1) ?? []), ...(evidence.delivered ?? [])],
      }),
    },
    {
      fault: 'NOTICE_OUT_OF_ORDER',
      what: 'notices of a case that came the wrong way round',
      plant: (evidence) => ({ ...evidence, delivered: evidence.delivered?.toReversed() ?? [] }),
    },
    {
      fault: 'AUDIT_WRONG',
      what: 'an audit entry that is missing',
      plant: `delete from audit_entry where ${newest('audit_entry', `action = 'task.complete'`)}`,
    },
    {
      fault: 'AUDIT_CHAIN_BROKEN',
      what: 'an audit entry that was changed',
      plant: `update audit_entry set actor = 'nobody' where ${newest('audit_entry', 'id in (select entry_id from audit_seal)')}`,
    },
    {
      fault: 'REGISTER_GAP',
      what: 'a register number that was never given',
      plant: 'update register_counter set serial = serial + 1',
    },
    {
      fault: 'ROW_ORPHANED',
      what: 'a vault entry of no case',
      plant: `update vault_entry set case_id = randomblob(16) where ${newest('vault_entry')}`,
    },
    {
      fault: 'PHOTO_LOST',
      what: 'a photo without a file',
      plant: `insert into case_file (id, case_id, kind, position, media_type, width, height, bytes, sha256, created_at)
        select randomblob(16), id, 'report', 9, 'image/jpeg', 1, 1, 1, '', 0 from case_record limit 1`,
    },
    {
      fault: 'DATABASE_DAMAGED',
      what: 'an index that does not fit its table',
      plant: `update sqlite_schema set sql = replace(sql, 'next_at', 'attempt') where name = 'notice_due'`,
    },
  ];
}
