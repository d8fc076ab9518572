/** The table of test/whole/access-matrix.md: read, and asked whether somebody may do or read something. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** One operation on one kind of thing. */
export interface Line {
  /** As `GET /api/v1/tasks/{id}`. */
  readonly operation: string;
  /** What it is asked about; `–` for what is about nothing in particular. */
  readonly on: string;
  readonly may: readonly Grant[];
}

/** A role, and for what of it. */
export interface Grant {
  readonly who: string;
  readonly own: boolean;
  readonly open: boolean;
}

/** What a planted case holds, by how closely it is kept. */
export const kept = ['text', 'reporter', 'note', 'applicant'] as const;
export type Kept = (typeof kept)[number];

export interface Matrix {
  readonly lines: readonly Line[];
  /** Who finds what, by role. */
  readonly reads: ReadonlyMap<string, Readonly<Record<Kept, Grant | undefined>>>;
}

/** Who asks: the role as the table calls it, and the unit of the post. */
export interface Asker {
  readonly role: string;
  readonly unit: string;
  readonly signedIn: boolean;
}

export interface Asked {
  readonly units: readonly string[];
  readonly confidential: boolean;
  /** A citizen has shown the code of this. */
  readonly citizens: boolean;
}

const wholeWords = ['everybody', 'signed in', 'who shows a secret', 'who has one', 'nobody'];

export function readMatrix(): Matrix {
  const text = readFileSync(new URL('../whole/access-matrix.md', import.meta.url), 'utf8');
  const [, reads = '', lines = ''] = text.split(/^## (?:What is read|Operations)$/m);
  return {
    lines: rowsOf(lines).map(([operation = '', on = '', may = '']) => ({ operation, on, may: grantsOf(may) })),
    reads: new Map(
      rowsOf(reads).map(([who = '', ...cells]) => [
        who,
        Object.fromEntries(kept.map((name, index) => [name, grantOf(who, cells[index] ?? '–')])) as never,
      ]),
    ),
  };
}

/** @param asked left out: it is about nothing in particular */
export function mayDo({ may }: Line, who: Asker, asked?: Asked): boolean {
  return may.some((grant) => {
    if (grant.who === 'everybody') return true;
    if (grant.who === 'signed in') return who.signedIn;
    return grant.who === who.role && holds(grant, who, asked);
  });
}

export function mayRead({ reads }: Matrix, what: Kept, who: Asker, asked: Asked): boolean {
  const grant = reads.get(who.role)?.[what];
  return grant !== undefined && holds(grant, who, asked);
}

function holds({ own, open }: Grant, { role, unit }: Asker, asked: Asked | undefined): boolean {
  if (asked === undefined) return true;
  if (open && asked.confidential) return false;
  return !own || (role === 'citizen' ? asked.citizens : asked.units.includes(unit));
}

function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

function grantsOf(text: string): readonly Grant[] {
  return text.split(', ').map((one) => {
    if (wholeWords.includes(one)) return { who: one, own: false, open: false };
    const [, who = '', own, open] = /^(.+?)( own)?( open)?$/.exec(one) ?? [];
    assert.ok(roles.includes(who), `the table names nobody "${one}"`);
    return { who, own: own !== undefined, open: open !== undefined };
  });
}

function grantOf(who: string, cell: string): Grant | undefined {
  if (cell === '–') return undefined;
  assert.ok(/^(any|open|own|own open)$/.test(cell), `the table does not know "${cell}"`);
  return { who, own: cell.startsWith('own'), open: cell.endsWith('open') };
}

const roles = [
  ...['operator', 'coordinator', 'publisher', 'administrator', 'officer', 'head'],
  ...['clerk', 'signatory', 'records clerk', 'inspector', 'citizen'],
];
