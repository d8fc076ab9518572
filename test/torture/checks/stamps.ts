/**
 * Commands that write a word of their own: corrections, messages, and what the program outside answers. The word stands in
 * the journal once where the command was accepted, and never where nobody sent it.
 */
import type { LedgerLine } from '../ledger.ts';
import { type Reader, textOf } from './database.ts';
import { type Finding, finding, tally } from './finding.ts';

interface Journalled {
  readonly kind: string;
  readonly job?: string;
  /** Of a job that has failed for good. */
  readonly message?: string;
  readonly variables?: { readonly corrected?: string; readonly inspectedBy?: string; readonly registered?: string };
}

const kinds = ['setVariables', 'message', 'completeJob', 'throwError', 'failJob'];

export async function checkStamps(
  reader: Reader,
  ledger: readonly LedgerLine[],
  since: number,
): Promise<readonly Finding[]> {
  const likes = kinds.map((kind) => `command like '{"kind":"${kind}"%'`).join(' or ');
  const rows = await reader.rows(
    `select hex(instance_id) as i, command from journal where at >= ${since} and (${likes})`,
  );
  const commands = rows.map((row) => ({
    instance: textOf(row, 'i'),
    ...(JSON.parse(textOf(row, 'command')) as Journalled),
  }));
  const found = tally(commands.flatMap((command) => stampIn(command) ?? []));
  const kept = new Set(
    (await reader.rows('select variables from message')).flatMap((row) => stampsIn(textOf(row, 'variables'))),
  );
  const jobs = commands.filter(({ kind }) => kind === 'completeJob' || kind === 'throwError');
  const answered = tally(jobs.map(({ instance, job }) => `${instance} ${job}`));
  const sent = new Map<string, LedgerLine[]>();
  for (const line of ledger) if (line.stamp) sent.set(line.stamp, [...(sent.get(line.stamp) ?? []), line]);
  return [
    ...[...found].filter(([stamp]) => !sent.has(stamp)).map(([stamp]) => finding('COMMAND_FROM_NOWHERE', stamp)),
    ...[...found].filter(([, times]) => times > 1).map(([stamp]) => finding('COMMAND_DOUBLED', nameOf(sent, stamp))),
    ...[...answered]
      .filter(([, times]) => times > 1)
      .map(([job]) => finding('COMMAND_DOUBLED', `answer to job ${job}`)),
    ...[...sent.values()].flatMap((lines) => judge(lines, { found, kept })),
  ];
}

interface There {
  readonly found: ReadonlyMap<string, number>;
  /** Of messages that nobody has heard yet. */
  readonly kept: ReadonlySet<string>;
}

function judge(lines: readonly LedgerLine[], { found, kept }: There): readonly Finding[] {
  const { stamp = '', command, kind } = lines[0] as LedgerLine;
  const answer = lines.find(({ fate }) => fate === 'accepted' || fate === 'refused');
  const isThere = found.has(stamp);
  const waits = kept.has(stamp);
  if (isThere && waits) return [finding('COMMAND_DOUBLED', `${command}: heard, and kept for later`)];
  if (answer?.fate === 'refused')
    return isThere || waits ? [finding('COMMAND_FROM_NOWHERE', `${command} was refused`)] : [];
  if (answer === undefined) return [];
  const { operation, outcome } = answer;
  if (kind === 'message' && outcome === 'nobody') {
    return isThere || waits ? [finding('COMMAND_FROM_NOWHERE', `${command}: nobody heard it, it was said`)] : [];
  }
  // A failure is journalled when the last try is over.
  const must = kind !== 'job' || operation !== 'fail';
  const done = isThere || (outcome === 'kept' && waits);
  return must && !done ? [finding('COMMAND_LOST', `${command} ${operation ?? outcome ?? ''}`)] : [];
}

function stampIn({ kind, message, variables = {} }: Journalled): string | undefined {
  if (kind === 'failJob') return stampsIn(message ?? '')[0];
  return variables.corrected ?? variables.inspectedBy ?? variables.registered;
}

function stampsIn(text: string): readonly string[] {
  return text.match(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}/g) ?? [];
}

function nameOf(sent: ReadonlyMap<string, readonly LedgerLine[]>, stamp: string): string {
  return sent.get(stamp)?.[0]?.command ?? stamp;
}
