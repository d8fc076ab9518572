/**
 * The way out: every case as files that any program reads, as of one instant, without a person in them. What is in the
 * vault stays there, and of a confidential case nothing is said that could lead to its reporter.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Portable, PortableRow } from '#engine/store/backup/portable.ts';
import { openSnapshot } from '#engine/store/backup/snapshot.ts';
import { uuidFromBytes } from '#engine/store/uuid.ts';

export interface ExportOrder {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly format: 'csv' | 'ndjson';
}

interface Part {
  readonly table: string;
  readonly name: string;
  readonly about: string;
  /** Column and what it means; nothing else is written. */
  readonly columns: Readonly<Record<string, string>>;
}

const instant = 'an instant, ISO 8601, UTC';

const parts: readonly Part[] = [
  {
    table: 'case_record',
    name: 'cases',
    about: 'One row for each case.',
    columns: {
      id: 'of the case',
      service: 'key of the service',
      service_version_id: 'version it runs under',
      instance_id: 'its process',
      register_number: 'as people know it',
      channel: 'how it came in',
      language: 'of the reporter',
      category: 'code of the category',
      ward: 'code of the ward; empty for confidential cases',
      unit: 'code of the responsible unit',
      lon: 'place, WGS 84; empty for confidential cases',
      lat: 'place, WGS 84; empty for confidential cases',
      stage: 'public stage',
      state: 'open or closed',
      sla: 'class of the deadline',
      urgent: '1 or 0',
      confidentiality: 'normal or confidential',
      outcome: 'how it ended',
      received_at: instant,
      due_at: instant,
      closed_at: instant,
      rating: 'stars, 1 to 5',
    },
  },
  {
    table: 'task',
    name: 'tasks',
    about: 'One row for each task of an official; who did it is not said, its unit and role are.',
    columns: {
      id: 'of the task',
      case_id: 'its case',
      instance_id: 'its process',
      element: 'id of the step in the model',
      state: 'as in WS-HumanTask',
      unit: 'code of the unit',
      role: 'code of the role',
      priority: 'higher is more urgent',
      opened_at: instant,
      due_at: instant,
      closed_at: instant,
    },
  },
  {
    table: 'history',
    name: 'history',
    about: 'One row for each thing that happened at a step of the model, by process, number and position.',
    columns: {
      instance_id: 'process',
      number: 'of the command that caused it',
      position: 'within that command',
      case_id: 'its case',
      element: 'id of the step in the model',
      node: 'id of the run of that step',
      event: 'what happened',
      at: instant,
    },
  },
  {
    table: 'case_timeline',
    name: 'timeline',
    about: 'One row for each entry of a case’s timeline, without its notes and without who wrote it.',
    columns: {
      id: 'of the entry',
      case_id: 'its case',
      at: instant,
      kind: 'what it is',
      code: 'which',
      element: 'step',
      unit: 'unit',
    },
  },
];

/** Columns that may lead to a reporter where few live. */
const placeColumns = ['lon', 'lat', 'ward'];
const noDate = 253_402_300_799_999;

/** @returns rows by name of the file */
export async function writeExport({
  databaseUrl,
  folder,
  format,
}: ExportOrder): Promise<Readonly<Record<string, number>>> {
  await mkdir(folder, { recursive: true });
  const snapshot = await openSnapshot(databaseUrl);
  const counts: Record<string, number> = {};
  try {
    for (const part of parts) {
      const file = `${part.name}.${format}`;
      const out = createWriteStream(join(folder, file), { flags: 'wx' });
      const done = once(out, 'close');
      done.catch(() => undefined);
      const columns = Object.keys(part.columns);
      let rows = 0;
      if (format === 'csv') out.write(`${columns.join(',')}\r\n`);
      for await (const row of snapshot.rows(part.table)) {
        const values = columns.map((column) => exported(row, column));
        if (!out.write(format === 'csv' ? csvLine(values) : jsonLine(columns, values)))
          await Promise.race([once(out, 'drain'), done]);
        rows += 1;
      }
      out.end();
      await done;
      counts[file] = rows;
    }
    await writeFile(join(folder, 'README.md'), readme(format), { flag: 'wx' });
    return counts;
  } finally {
    await snapshot.close();
  }
}

type Value = string | number | null;

function exported(row: PortableRow, column: string): Value {
  const value: Portable = row[column] ?? null;
  if (row['confidentiality'] === 'confidential' && placeColumns.includes(column)) return null;
  if (typeof value === 'object') return value === null ? null : uuidFromBytes(Buffer.from(value.base64, 'base64'));
  if (column.endsWith('_at') || column === 'at') return value === noDate ? null : new Date(Number(value)).toISOString();
  return value;
}

/** RFC 4180, every value in quotes; what a spreadsheet would run as a formula gets an apostrophe (ASVS 1.2.10). */
function csvLine(values: readonly Value[]): string {
  const cells = values.map((value) => {
    const text = value === null ? '' : String(value);
    const safe = typeof value === 'string' && /^[=+\-@＝＋－＠\t\r\n\0]/.test(text) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  });
  return `${cells.join(',')}\r\n`;
}

function jsonLine(columns: readonly string[], values: readonly Value[]): string {
  return `${JSON.stringify(Object.fromEntries(columns.map((column, index) => [column, values[index]])))}\n`;
}

function readme(format: ExportOrder['format']): string {
  const how = format === 'csv' ? 'CSV (RFC 4180, UTF-8)' : 'one JSON object on each line (NDJSON, UTF-8)';
  const sections = parts.map(({ name, about, columns }) => {
    const lines = Object.entries(columns).map(([column, meaning]) => `- \`${column}\`: ${meaning}`);
    return `## ${name}.${format}\n\n${about}\n\n${lines.join('\n')}\n`;
  });
  const head = `# Cases of this installation\n\nAll files are ${how} and show the same instant. No person stands in them.\n`;
  return [head, ...sections].join('\n');
}
