import type { Actor } from './application/common.ts';
import { measures } from './history/measures.ts';

/**
 * Who may do what: rules are data (CASL), turned into query conditions by `portal/access`. A use case asks for the
 * scope and puts it into its query; it never filters rows after reading them.
 */
export interface Access {
  /** @returns conditions of which a row must meet at least one; an empty list means nothing is allowed */
  scope(actor: Actor, action: Action, subject: Subject): Scope;
}

export type Action =
  | 'read'
  | 'claim'
  | 'complete'
  | 'sendBack'
  | 'recall'
  | 'assign'
  | 'transfer'
  | 'merge'
  | 'readReporter'
  | 'writeReporter'
  | 'readOriginal'
  | 'reveal'
  | 'approveReveal'
  | 'overseeReveals'
  | 'keepConfidential'
  | 'liftConfidential'
  | 'pauseClock'
  | 'askExtension'
  | 'decideExtension'
  | 'coordinate'
  | 'redact'
  | 'approvePublication'
  | 'withdraw'
  | 'design'
  | 'publish'
  | 'operate'
  | 'send'
  | 'connect'
  | 'configure'
  | 'receive'
  | 'stop';
export type Subject =
  | 'Task'
  | 'Case'
  | 'Dossier'
  | 'Service'
  | 'Instance'
  | 'Figure'
  | 'Integration'
  | 'City'
  | 'Installation';

/** Only equality and membership, only on NOT NULL columns: there SQL and JavaScript provably agree. */
export type Scope = readonly Condition[];
export interface Condition {
  readonly [column: string]: string | readonly string[];
}

/**
 * Of a condition, the units in whose name nobody may know of a complaint: those of the reader's posts, and those above
 * them. No rule can name it: it is added to every condition, and only a query can ask it (`case_conflict`).
 */
export const notAbout = 'notAbout';
/** Rows that belong to a case that may complain of a unit. */
export const ofCases: ReadonlySet<Subject> = new Set<Subject>(['Task', 'Case', 'Instance']);

/** Columns that conditions may speak of, per subject. All are NOT NULL ('' stands for none). */
export const scopeColumns = {
  Task: ['unit', 'role', 'ward', 'category', 'confidentiality', 'assignee', 'closedBy'],
  Case: ['unit', 'ward', 'category', 'confidentiality'],
  /** Of the desk that received it, who works on it, whose head signs, who numbers; the procedure by its code. */
  Dossier: ['receivingUnit', 'unit', 'competentUnit', 'recordsUnit', 'ward', 'procedure', 'confidentiality'],
  Service: ['service'],
  /** Of the case that it works on; without one it is of no unit. */
  Instance: ['service', 'unit', 'ward', 'category', 'confidentiality'],
  /** Sums of what was done; `unit` is '' for what no unit did. */
  Figure: ['unit', 'measure'],
  /** Messages and signals by their name; letting programs in has none (''). */
  Integration: ['name'],
  /** What the administration has decided, by part: see {@link cityParts}. */
  City: ['part'],
  /** What runs the product: see {@link installationParts}. */
  Installation: ['part'],
} as const satisfies Record<Subject, readonly string[]>;

/** Parts of the city's configuration that the right to configure can be given for, each with its pages. */
export const cityParts = [
  'organisation',
  'accounts',
  'areas',
  'routing',
  'calendars',
  'dossiers',
  'retention',
  'bundles',
  'channels',
] as const;
export type CityPart = (typeof cityParts)[number];

/** `audit`: its chain and whether it is whole; `duties`: what runs in the background, backups, a restore. */
export const installationParts = ['audit', 'duties'] as const;
export type InstallationPart = (typeof installationParts)[number];

/** What `confidentiality` can be. */
export const confidentialities = ['normal', 'confidential'] as const;

/** A rule for every row names all that such a column can be, so that no condition is ever empty. */
export const closedColumns = {
  Task: { confidentiality: confidentialities },
  Case: { confidentiality: confidentialities },
  Dossier: { confidentiality: confidentialities },
  Instance: { confidentiality: confidentialities },
  Figure: { measure: measures },
  City: { part: cityParts },
  Installation: { part: installationParts },
} as const satisfies Partial<Record<Subject, Readonly<Record<string, readonly string[]>>>>;

/**
 * Whether one row that is at hand meets a scope, e.g. `{ service: 'citizen-feedback' }`; for rows in a table the scope
 * goes into the query. A rule for every service gives the condition `{}`: services are the only subject without a
 * closed column.
 */
export function meets(scope: Scope, row: Readonly<Record<string, string>>): boolean {
  return scope.some((condition) =>
    Object.entries(condition).every(([column, value]) => {
      // Who has the row at hand has read it by a query that asked.
      if (column === notAbout) return true;
      const found = Object.hasOwn(row, column) ? row[column] : undefined;
      return found !== undefined && (typeof value === 'string' ? found === value : value.includes(found));
    }),
  );
}
