/** Faults that are put into what a run has left behind, so that it is known that the checker finds them. */
import assert from 'node:assert/strict';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Evidence } from './check.ts';
import type { Fault } from './checks/finding.ts';
import type { KillResult } from './kill.ts';
import type { LedgerLine } from './ledger.ts';

export interface Plant {
  readonly fault: Fault;
  readonly what: string;
  /** What the finding must speak of, where others of its kind follow from the same harm. */
  readonly where?: RegExp;
  /** Harms a copy of the database, or what was heard. */
  readonly plant: string | ((evidence: Evidence) => Evidence);
}

/** A copy of the evidence with one fault in it. */
export async function planted({ evidence, folder }: KillResult, plant: Plant['plant']): Promise<Evidence> {
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

/** Commands of a kind that stand in the journal a second time. */
function twice(like: string): string {
  return `insert into journal (instance_id, number, at, environment, command)
    select instance_id, 900, at, environment, command from journal where ${newest('journal', `command like '${like}'`)}`;
}

/** A ledger that knows nothing of some commands. */
function unheard(of: (line: LedgerLine) => boolean): (evidence: Evidence) => Evidence {
  return (evidence) => {
    const ledger = evidence.ledger.filter((line) => !of(line));
    assert.ok(ledger.length < evidence.ledger.length, 'nothing of that kind was asked for');
    return { ...evidence, ledger };
  };
}

/** Of what is sent back, taken back, operated, said and done outside. */
const plantsOfDeeds = (): readonly Plant[] => [
  {
    fault: 'COMMAND_DOUBLED',
    what: 'a step that was sent back twice',
    where: /task sent back/,
    plant: twice('{"kind":"sendBack"%"task":%'),
  },
  {
    fault: 'COMMAND_LOST',
    what: 'a step that was taken back and is not among the hand-overs',
    where: /recall among the hand-overs/,
    plant: `delete from step_return where ${newest('step_return', `kind = 'recall'`)}`,
  },
  {
    fault: 'COMMAND_FROM_NOWHERE',
    what: 'a step taken back that nobody asked back',
    where: /recall in/,
    plant: unheard(({ kind }) => kind === 'recall'),
  },
  {
    fault: 'AUDIT_WRONG',
    what: 'a step sent back that the audit does not know',
    where: /task\.sendBack/,
    plant: `delete from audit_entry where ${newest('audit_entry', `action = 'task.sendBack'`)}`,
  },
  {
    fault: 'NOTICE_MISSING',
    what: 'a unit that was not told of what it got back',
    where: /NV_TRA_LAI/,
    plant: `delete from notice where ${newest('notice', `template = 'NV_TRA_LAI'`)}`,
  },
  {
    fault: 'COMMAND_LOST',
    what: 'a correction that is not there',
    where: /operation setVariables/,
    plant: `delete from journal where ${newest('journal', `command like '{"kind":"setVariables"%'`)}`,
  },
  {
    fault: 'COMMAND_DOUBLED',
    what: 'a correction that was made twice',
    where: /operation setVariables/,
    plant: twice('{"kind":"setVariables"%'),
  },
  {
    fault: 'COMMAND_FROM_NOWHERE',
    what: 'a case that was held and nobody asked for it',
    where: /operation suspend/,
    plant: unheard(({ operation }) => operation === 'suspend'),
  },
  {
    fault: 'COMMAND_LOST',
    what: 'an operation that the case does not tell of',
    where: /in the timeline: operation resume/,
    plant: `delete from case_timeline where ${newest('case_timeline', `kind = 'operation' and code = 'resume'`)}`,
  },
  {
    fault: 'AUDIT_WRONG',
    what: 'a migration that the audit does not know',
    where: /operation migrate/,
    plant: `delete from audit_entry where ${newest('audit_entry', `action = 'operation.migrate'`)}`,
  },
  {
    fault: 'STATE_DIFFERS',
    what: 'a changed state of a case that was put under another version',
    plant: `update process_instance set snapshot = replace(snapshot, '"life":"', '"life": "')
      where ${newest('process_instance', `id in (select instance_id from journal where command like '{"kind":"migrate"%')`)}`,
  },
  {
    fault: 'HISTORY_DIFFERS',
    what: 'a changed history of a case that was put under another version',
    plant: `update history set element = 'supplement' where ${newest('history', `element = 'verify' and instance_id in (select instance_id from journal where command like '{"kind":"migrate"%')`)}`,
  },
  {
    fault: 'COMMAND_LOST',
    what: 'a message that was heard and is not there',
    where: /^message/,
    plant: `delete from journal where ${newest('journal', `command like '{"kind":"message"%'`)}`,
  },
  {
    fault: 'COMMAND_DOUBLED',
    what: 'a message that was heard twice',
    where: /^message/,
    plant: twice('{"kind":"message"%'),
  },
  {
    fault: 'COMMAND_DOUBLED',
    what: 'a job outside that was answered twice',
    where: /answer to job/,
    plant: twice('%"job":%"registered"%'),
  },
  {
    fault: 'COMMAND_FROM_NOWHERE',
    what: 'an answer that no program outside gave',
    plant: unheard(({ kind }) => kind === 'job'),
  },
];

/** Each kind of fault at least once. */
export function plants(): readonly Plant[] {
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
        provider_status, fault, created_at, sent_at, owner, request_id from notice where ${newest('notice')}`,
    },
    {
      fault: 'CLOCK_UNWATCHED',
      what: 'a clock that no sweep looks at',
      plant: `update case_clock set next_at = null where rowid = (select c.rowid from case_clock c join case_record r
        on r.id = c.case_id where r.state = 'open' and c.ended_at is null and c.due_at is not null limit 1)`,
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
    ...plantsOfDeeds(),
  ];
}
