import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { AuditFault } from '#engine/runtime/audit/fault.ts';
import { type Head, readHeads } from '#engine/runtime/audit/heads.ts';
import type { AuditReport } from '#engine/runtime/audit/verify.ts';
import { headsFile, headsIn } from '../audit-heads.ts';
import { ConfigError, processConfig } from '../config.ts';

export const about =
  'Checks the audit for entries that were changed, removed or put in: verify-audit [--heads FILE] (docs/audit.md).';

/** @returns 0: all is as it was sealed; 1: it is not, or it could not be checked */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const { values } = parseArgs({ args: [...args], options: { heads: { type: 'string', multiple: true } } });
    const config = processConfig();
    const heads = await headsOf(values.heads, headsFile(config.dataDir));
    const { openStore } = await import('#engine/store/open.ts');
    const { verifyAudit } = await import('#engine/runtime/audit/verify.ts');
    const store = await openStore({ url: config.databaseUrl });
    try {
      const report = await verifyAudit(store, heads);
      console.log(linesOf(report).join('\n'));
      return report.faultsTotal === 0 ? 0 : 1;
    } finally {
      await store.close();
    }
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : `wardflow: ${(error as Error).message}`);
    return 1;
  }
}

/** Those that are named; else those of this installation's own file, where there is one. */
async function headsOf(named: readonly string[] | undefined, own: string): Promise<readonly Head[]> {
  if (named === undefined) return await headsIn(own);
  const texts = await Promise.all(named.map((path) => readFile(path, 'utf8')));
  return texts.flatMap((text) => readHeads(text));
}

function linesOf(report: AuditReport): readonly string[] {
  const { sealed, head, waiting, late, headsChecked, faults, faultsTotal } = report;
  const lines = [`${sealed} sealed entries read, ${headsChecked} heads compared.`];
  if (head !== null) lines.push(`Head: number ${head.number}, chain ${head.chain}.`);
  if (headsChecked === 0) lines.push('Without heads, a tail that was cut off or a chain made anew cannot be found.');
  if (waiting > 0) lines.push(`${waiting} entries wait for their seal and cannot be checked yet.`);
  if (late > 0) lines.push(`${late} entries were sealed more than an hour after they say they were written.`);
  lines.push(...faults.map(sentence));
  if (faultsTotal > faults.length) lines.push(`… and ${faultsTotal - faults.length} more.`);
  lines.push(faultsTotal === 0 ? 'The audit is whole.' : `The audit was tampered with: ${faultsTotal} faults.`);
  return lines;
}

function sentence(fault: AuditFault): string {
  switch (fault.kind) {
    case 'changed':
      return `CHANGED: entry ${fault.entryId} (number ${fault.number}) says something else than when it was sealed.`;
    case 'removed':
      return `REMOVED: entry ${fault.entryId} (number ${fault.number}) is gone.`;
    case 'gap':
      return `REMOVED: the seals of numbers ${fault.number} to ${fault.to} are gone.`;
    case 'broken':
      return `BROKEN: the seal of number ${fault.number} (entry ${fault.entryId}) does not follow from the one before it.`;
    case 'inserted':
      return `INSERTED: entry ${fault.entryId} counts as sealed and has no seal.`;
    case 'truncated':
      return `TRUNCATED: numbers ${fault.number} to ${fault.to} were handed out as sealed and are gone.`;
    case 'rewritten':
      return `REWRITTEN: at number ${fault.number} the chain is not the one that was handed out; what follows number ${fault.after} may be forged.`;
  }
}
