/** What was asked for against what is there, and how both are looked up. */
import type { CommandKind, LedgerLine } from '../ledger.ts';
import { type Reader, textOf } from './database.ts';
import { type Finding, finding } from './finding.ts';

/** How often each thing comes. */
export type Counts = ReadonlyMap<string, number>;

/** Instance and task of every journalled command of a kind. */
export async function journalled(reader: Reader, kind: string, since: number): Promise<readonly string[]> {
  const rows = await reader.rows(
    `select hex(instance_id) as instance, command from journal where at >= ${since} and command like '{"kind":"${kind}"%'`,
  );
  return rows.map((row) => {
    const command = JSON.parse(textOf(row, 'command')) as { readonly task?: string };
    return `${textOf(row, 'instance')} ${command.task}`;
  });
}

/** Ids as the database shows them. */
export function idOf(uuid: string | undefined): string {
  return (uuid ?? '').replaceAll('-', '').toUpperCase();
}

/** Each thing that can be done once at most: as often as somebody was told yes. */
export function compare(asked: Counts, found: Counts, what: string): Finding[] {
  const lost = [...asked].filter(([key]) => !found.has(key)).map(([key]) => finding('COMMAND_LOST', `${what} ${key}`));
  const extra = [...found].flatMap(([key, times]) => {
    if (!asked.has(key)) return [finding('COMMAND_FROM_NOWHERE', `${what} ${key}`)];
    return times > 1 ? [finding('COMMAND_DOUBLED', `${what} ${key}, ${times} times`)] : [];
  });
  // Two windows that both heard yes for the same task: one of them was told wrong.
  const promised = [...asked]
    .filter(([, times]) => times > 1)
    .map(([key, times]) => finding('COMMAND_LOST', `${what} ${key} accepted ${times} times, done once`));
  return [...lost, ...extra, ...promised];
}

/** What is there another number of times than it was asked for. */
export function differing(asked: Counts, found: Counts): string[] {
  return [...new Set([...asked.keys(), ...found.keys()])].filter(
    (key) => (asked.get(key) ?? 0) !== (found.get(key) ?? 0),
  );
}

/** Things that may be done several times, each time asked for. */
export function counted(asked: Counts, found: Counts, what: string): Finding[] {
  return differing(asked, found).map((key) => {
    const [wanted, there] = [asked.get(key) ?? 0, found.get(key) ?? 0];
    const fault = there < wanted ? 'COMMAND_LOST' : wanted === 0 ? 'COMMAND_FROM_NOWHERE' : 'COMMAND_DOUBLED';
    return finding(fault, `${what} ${key}: ${there} instead of ${wanted}`);
  });
}

/** The accepted commands of a kind. */
export function acceptedOf(settled: readonly LedgerLine[], kind: CommandKind): readonly LedgerLine[] {
  return settled.filter((line) => line.kind === kind && line.fate === 'accepted');
}
