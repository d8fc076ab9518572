/** What the doctor looks at in the database: read beside the running product, as a backup is, and never written. */

import { heldMark } from '#engine/runtime/duties/held.ts';
import { masterKeyId } from '#engine/runtime/use-cases/vault.ts';
import { openSnapshot, type Snapshot } from '#engine/store/backup/snapshot.ts';
import { parseDatabaseUrl } from '#engine/store/url.ts';
import { migrations } from '#migrations/index.ts';
import { halfRestored } from '#migrations/runner.ts';
import { type Finding, finding } from './finding.ts';
import { missingRights } from './rights.ts';

export interface Inside {
  readonly databaseUrl: string;
  /** The master key of the vault; undefined where there is none yet. */
  /** The one in force first; empty: it is not looked whether they fit. */
  readonly masterKeys: readonly Uint8Array[];
  /** Text of the rules of access that come with the product. */
  readonly shippedAccess: string;
  readonly now: number;
}

const minuteMs = 60_000;

export async function lookInside({ databaseUrl, masterKeys, shippedAccess, now }: Inside): Promise<readonly Finding[]> {
  let snapshot: Snapshot;
  try {
    snapshot = await openSnapshot(databaseUrl);
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    return [finding('bad', 'databaseBad', { reason: code ?? message })];
  }
  try {
    const { schema, whole } = schemaOf(snapshot);
    return [
      finding('ok', 'database', { kind: snapshot.dialect === 'sqlite' ? 'SQLite' : 'MySQL/MariaDB' }),
      ...(snapshot.dialect === 'mysql' ? await server(snapshot, isNear(databaseUrl)) : []),
      schema,
      ...(whole ? await content(snapshot, masterKeys, now) : []),
      ...(whole ? await rights(snapshot, shippedAccess) : []),
    ];
  } finally {
    await snapshot.close();
  }
}

function isNear(databaseUrl: string): boolean {
  const address = parseDatabaseUrl(databaseUrl);
  if (address.kind === 'sqlite') return true;
  return address.hosts.every(({ name }) => name === 'localhost' || name === '::1' || name.startsWith('127.'));
}

/** @param isNear on this machine, where nobody listens on the line */
async function server(snapshot: Snapshot, isNear: boolean): Promise<readonly Finding[]> {
  const asked = Date.now();
  const [row] = await snapshot.query('select unix_timestamp(now(3)) * 1000 as at, @@character_set_database as charset');
  const ms = Math.round(Number(row?.['at']) - (asked + (Date.now() - asked) / 2));
  const charset = String(row?.['charset']);
  const variables = await named(
    snapshot,
    `show variables where variable_name in ('innodb_flush_log_at_trx_commit', 'wsrep_on')`,
  );
  const [line] = await snapshot.query(`show session status like 'Ssl_cipher'`);
  const cipher = String(line?.['Value'] ?? '');
  const value = variables.get('innodb_flush_log_at_trx_commit') ?? '1';
  const clockLevel = Math.abs(ms) > 30_000 ? 'bad' : 'warn';
  return [
    cipher === '' ? finding(isNear ? 'ok' : 'warn', 'lineOpen') : finding('ok', 'lineEncrypted', { cipher }),
    value === '1' ? finding('ok', 'durable') : finding('bad', 'notDurable', { value }),
    charset === 'utf8mb4'
      ? finding('ok', 'charset', { value: charset })
      : finding('bad', 'charsetBad', { value: charset }),
    Math.abs(ms) > 2_000 ? finding(clockLevel, 'clockBad', { ms }) : finding('ok', 'clock', { ms }),
    ...(variables.get('wsrep_on') === 'ON' ? [await galera(snapshot)] : []),
  ];
}

async function galera(snapshot: Snapshot): Promise<Finding> {
  const wanted = `show status where variable_name in ('wsrep_cluster_status', 'wsrep_local_state_comment', 'wsrep_cluster_size')`;
  const status = await named(snapshot, wanted);
  const value = [...status.values()].join(', ');
  const serves =
    status.get('wsrep_cluster_status') === 'Primary' && status.get('wsrep_local_state_comment') === 'Synced';
  return serves ? finding('ok', 'galera', { value }) : finding('bad', 'galeraBad', { value });
}

async function named(snapshot: Snapshot, sql: string): Promise<ReadonlyMap<string, string>> {
  const rows = await snapshot.query(sql);
  return new Map(rows.map((row) => [String(row['Variable_name']), String(row['Value'])]));
}

function schemaOf({ migrations: seen }: Snapshot): { readonly schema: Finding; readonly whole: boolean } {
  if (seen.length === 0) return { schema: finding('bad', 'schemaNone'), whole: false };
  if (seen.some(({ number }) => number === halfRestored.number))
    return { schema: finding('bad', 'schemaHalf'), whole: false };
  const known = (number: number, name: string) => migrations.some((one) => one.number === number && one.name === name);
  if (seen.some(({ number, name }) => !known(number, name)))
    return { schema: finding('bad', 'schemaNew'), whole: false };
  const count = migrations.filter(({ number }) => !seen.some((one) => one.number === number && one.finished)).length;
  if (count > 0) return { schema: finding('bad', 'schemaOld', { count }), whole: false };
  return { schema: finding('ok', 'schema', { number: migrations.at(-1)?.number ?? 0 }), whole: true };
}

async function content(
  snapshot: Snapshot,
  masterKeys: readonly Uint8Array[],
  now: number,
): Promise<readonly Finding[]> {
  const count = async (sql: string) =>
    Number((await snapshot.query(`select count(*) as total from ${sql}`))[0]?.['total']);
  const waiting = `notice where state in ('queued', 'sending', 'unknown')`;
  const [late, stuck, incidents, unsealed] = [
    await count(`${waiting} and created_at < ${now - 60 * minuteMs}`),
    await count(`notice where state = 'sending' and lease_until < ${now - 10 * minuteMs}`),
    await count('incident where is_open = 1'),
    await count(`audit_entry where sealed is null and at < ${now - 5 * minuteMs}`),
  ];
  const held = await count(`installation_mark where name = '${heldMark}'`);
  const timers = await count(`job where kind = 'timer' and state = 'ready' and due_at <= ${now}`);
  return [
    ...(held > 0 ? [finding('bad', 'held', { timers, notices: await count(waiting) })] : []),
    ...(masterKeys.length === 0 ? [] : [await vaultKey(count, masterKeys)]),
    ...(held > 0 ? [] : await duties(snapshot, now)),
    incidents > 0 ? finding('warn', 'incidents', { count: incidents }) : finding('ok', 'noIncidents'),
    late > 0 ? finding('warn', 'noticesLate', { count: late }) : finding('ok', 'notices'),
    ...(stuck > 0 ? [finding('warn', 'leases', { count: stuck })] : []),
    unsealed > 0 ? finding('warn', 'unsealed', { count: unsealed }) : finding('ok', 'audit'),
  ];
}

async function rights(snapshot: Snapshot, shippedAccess: string): Promise<readonly Finding[]> {
  const [row] = await snapshot.query(`select content from reference where kind = 'access.json'`);
  if (row === undefined) return [];
  const missing = missingRights(String(row['content']), shippedAccess);
  if (missing.length === 0) return [finding('ok', 'rights')];
  return missing.map(({ right, lines }) => finding('warn', 'rightMissing', { right, lines: lines.join('\n       ') }));
}

async function vaultKey(count: (sql: string) => Promise<number>, masterKeys: readonly Uint8Array[]): Promise<Finding> {
  const [current, ...others] = masterKeys.map((masterKey) => `'${masterKeyId({ masterKey })}'`);
  const unknown = await count(`vault_key where master_key_id not in (${[current, ...others].join(', ')})`);
  if (unknown > 0) return finding('bad', 'keyWrong', { count: unknown });
  const former = await count(`vault_key where master_key_id <> ${current}`);
  if (former > 0) return finding('warn', 'keyFormer', { count: former });
  return others.length > 0 ? finding('warn', 'keyNotNeeded') : finding('ok', 'key');
}

async function duties(snapshot: Snapshot, now: number): Promise<readonly Finding[]> {
  const rows = await snapshot.query('select name, due_at, ended_at, faults, fault from duty order by name');
  const pulse = rows.find((row) => row['name'] === 'pulse');
  const silent = Math.floor((now - Number(pulse?.['ended_at'] ?? 0)) / minuteMs);
  if (silent > 3)
    return [finding('bad', 'noWorker', { minutes: pulse === undefined ? '?' : Math.min(silent, 99_999) })];
  const failing = rows.filter((row) => Number(row['faults']) > 0);
  const late = rows.filter((row) => now - Number(row['due_at']) > 10 * minuteMs);
  const bad = [
    ...failing.map((row) => finding('bad', 'dutyFails', wordsOf(row))),
    ...late.map((row) =>
      finding('warn', 'dutyLate', {
        name: String(row['name']),
        minutes: Math.floor((now - Number(row['due_at'])) / minuteMs),
      }),
    ),
  ];
  return [finding('ok', 'worker'), ...(bad.length > 0 ? bad : [finding('ok', 'duties', { count: rows.length })])];
}

function wordsOf(row: Readonly<Record<string, unknown>>): Finding['params'] {
  return { name: String(row['name']), faults: Number(row['faults']), fault: String(row['fault']) };
}
