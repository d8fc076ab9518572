/**
 * The checker: reads the database, the ledger of the load generator and the providers' journal, and says what is wrong.
 * As a program: `node test/torture/check.ts --database URL --ledger FILE [--providers FILE] [--files FOLDER]`.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openStore } from '#engine/store/open.ts';
import { checkAuditChain } from './checks/audit.ts';
import { checkCommands, summaryOf } from './checks/commands.ts';
import { openReader } from './checks/database.ts';
import { type Finding, faults } from './checks/finding.ts';
import { checkNotices, type Delivered } from './checks/notices.ts';
import { checkNumbers } from './checks/numbers.ts';
import { checkReplay } from './checks/replay.ts';
import { checkRows } from './checks/rows.ts';
import { checkTokens } from './checks/tokens.ts';
import { type LedgerLine, readLedger } from './ledger.ts';

export interface Evidence {
  /** As `DATABASE_URL`. */
  readonly database: string;
  readonly ledger: readonly LedgerLine[];
  readonly delivered?: readonly Delivered[];
  /** Where photos lie. */
  readonly filesDir?: string;
}

export interface Verdict {
  readonly findings: readonly Finding[];
  readonly figures: Readonly<Record<string, number>>;
}

export async function check({ database, ledger, delivered, filesDir }: Evidence): Promise<Verdict> {
  const reader = await openReader(database);
  try {
    const findings = [
      ...(await checkCommands(reader, ledger)),
      ...(await checkTokens(reader)),
      ...(await checkNumbers(reader)),
      ...(await checkNotices(reader, delivered)),
      ...(await checkRows(reader, filesDir)),
    ];
    const engine = await byTheEngine(database);
    const count = async (table: string) => Number((await reader.rows(`select count(*) as n from ${table}`))[0]?.['n']);
    const twice = (delivered?.length ?? 0) - new Set(delivered?.map(({ notice }) => notice)).size;
    return {
      findings: [...findings, ...engine.findings],
      figures: {
        ...summaryOf(ledger),
        cases: await count('case_record'),
        replayed: engine.replayed,
        sealed: engine.sealed,
        journal: await count('journal'),
        notices: await count('notice'),
        mailsAgain: twice,
      },
    };
  } finally {
    await reader.close();
  }
}

/** What only the engine itself can say. On SQLite the product must have been stopped: one process has the file. */
async function byTheEngine(database: string) {
  const store = await openStore({ url: database });
  try {
    const replay = await checkReplay(store);
    const audit = await checkAuditChain(store);
    return {
      findings: [...replay.findings, ...audit.findings],
      replayed: replay.instances,
      sealed: audit.sealed,
    };
  } finally {
    await store.close();
  }
}

/** `commands 12, accepted 11, …` */
export function inFigures(figures: Verdict['figures']): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** What was found, one line for each kind with some places. */
export function inWords(findings: readonly Finding[]): string {
  const kinds = Map.groupBy(findings, ({ fault }) => fault);
  return [...kinds]
    .map(([fault, found]) => {
      const places = found.slice(0, 5).map(({ where }) => `      ${where}`);
      return [`   ${fault} × ${found.length}: ${faults[fault]}`, ...places].join('\n');
    })
    .join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      database: { type: 'string', default: '' },
      ledger: { type: 'string', default: '' },
      providers: { type: 'string' },
      files: { type: 'string' },
    },
  });
  const { findings, figures } = await check({
    database: values.database,
    ledger: readLedger(values.ledger),
    ...(values.providers !== undefined && { delivered: JSON.parse(readFileSync(values.providers, 'utf8')) }),
    ...(values.files !== undefined && { filesDir: values.files }),
  });
  console.log(inFigures(figures));
  if (findings.length > 0) console.log(inWords(findings));
  console.log(`${findings.length} findings`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
