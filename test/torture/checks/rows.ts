/** Rows that belong to others, files that belong to rows, and what the database says of itself. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Reader, textOf } from './database.ts';
import { type Finding, finding } from './finding.ts';

type Parent = 'case_record' | 'process_instance' | 'service_version' | 'account' | 'service_account' | 'vault_owner';

/** Who follows a case has a vault of their own. */
const vaultOwners = '(select id from case_record union all select id from case_follower)';

const belongs: readonly (readonly [table: string, column: string, parent: Parent])[] = [
  ['process_instance', 'case_id', 'case_record'],
  ['process_instance', 'service_version_id', 'service_version'],
  ['case_record', 'instance_id', 'process_instance'],
  ['task', 'instance_id', 'process_instance'],
  ['task', 'case_id', 'case_record'],
  ['job', 'instance_id', 'process_instance'],
  ['incident', 'instance_id', 'process_instance'],
  ['subscription', 'instance_id', 'process_instance'],
  ['step_return', 'instance_id', 'process_instance'],
  ['step_return', 'case_id', 'case_record'],
  ['journal', 'instance_id', 'process_instance'],
  ['history', 'instance_id', 'process_instance'],
  ['history', 'case_id', 'case_record'],
  ['vault_key', 'case_id', 'vault_owner'],
  ['vault_entry', 'case_id', 'vault_owner'],
  ['case_follower', 'case_id', 'case_record'],
  ['case_part', 'case_id', 'case_record'],
  ['case_conflict', 'case_id', 'case_record'],
  ['dossier', 'case_id', 'case_record'],
  ['dossier_event', 'case_id', 'case_record'],
  ['dossier_document', 'case_id', 'case_record'],
  ['case_clock', 'case_id', 'case_record'],
  ['case_timeline', 'case_id', 'case_record'],
  ['case_file', 'case_id', 'case_record'],
  ['publication', 'case_id', 'case_record'],
  ['publication_version', 'case_id', 'case_record'],
  ['publication_photo', 'case_id', 'case_record'],
  ['notice', 'case_id', 'case_record'],
  ['notice', 'recipient_account', 'account'],
  ['session', 'account_id', 'account'],
  ['totp', 'account_id', 'account'],
  ['recovery_code', 'account_id', 'account'],
  ['passkey', 'account_id', 'account'],
  ['identity_link', 'account_id', 'account'],
  ['account_notice', 'account_id', 'account'],
  ['post', 'account_id', 'account'],
  ['service_token', 'account_id', 'service_account'],
];

/** @param filesDir where photos lie; left out: they are not looked at */
export async function checkRows(reader: Reader, filesDir?: string): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [table, column, parent] of belongs) {
    const rows = await reader.rows(
      `select hex(t.${column}) as id, count(*) as n from ${table} t left join ${parent === 'vault_owner' ? vaultOwners : parent} p on p.id = t.${column}
       where t.${column} is not null and p.id is null group by t.${column}`,
    );
    findings.push(
      ...rows.map((row) => finding('ROW_ORPHANED', `${row['n']} of ${table}.${column} ${textOf(row, 'id')}`)),
    );
  }
  if (filesDir !== undefined) findings.push(...(await checkPhotos(reader, filesDir)));
  return [...findings, ...(await checkClocks(reader)), ...(await checkDatabase(reader))];
}

/** No clock with a date falls out of the sweep before it ends. */
async function checkClocks(reader: Reader): Promise<readonly Finding[]> {
  const rows = await reader.rows(
    `select hex(c.id) as id from case_clock c join case_record r on r.id = c.case_id
     where r.state = 'open' and c.ended_at is null and c.due_at is not null and c.next_at is null`,
  );
  return rows.map((row) => finding('CLOCK_UNWATCHED', textOf(row, 'id')));
}

async function checkPhotos(reader: Reader, filesDir: string): Promise<readonly Finding[]> {
  const rows = await reader.rows('select lower(hex(id)) as id from case_file');
  const names = existsSync(filesDir) ? readdirSync(filesDir, { recursive: true }).map(String) : [];
  const there = new Set(
    names.map((name) => join('/', name).replaceAll('-', '')).flatMap((name) => name.match(/[0-9a-f]{32}/g) ?? []),
  );
  return rows.filter((row) => !there.has(textOf(row, 'id'))).map((row) => finding('PHOTO_LOST', textOf(row, 'id')));
}

/** SQLite's own integrity check; `check table` of every table on MySQL/MariaDB. */
async function checkDatabase(reader: Reader): Promise<readonly Finding[]> {
  if (reader.dialect === 'sqlite') {
    const rows = await reader.rows('pragma integrity_check');
    return rows
      .filter((row) => row['integrity_check'] !== 'ok')
      .map((row) => finding('DATABASE_DAMAGED', JSON.stringify(row)));
  }
  const tables = await reader.rows(
    `select table_name as name from information_schema.tables where table_schema = database() and table_type = 'BASE TABLE'`,
  );
  const findings: Finding[] = [];
  for (const table of tables) {
    const rows = await reader.rows(`check table \`${textOf(table, 'name')}\``);
    const wrong = rows.filter(
      (row) => row['Msg_type'] === 'error' || (row['Msg_type'] === 'status' && row['Msg_text'] !== 'OK'),
    );
    findings.push(...wrong.map((row) => finding('DATABASE_DAMAGED', JSON.stringify(row))));
  }
  return findings;
}
