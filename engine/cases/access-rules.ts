/**
 * The rules of access as data (CASL): which role may do what to which rows. Closed on purpose: only equality and
 * membership, only on columns that are never NULL, so that SQL and JavaScript provably agree (security.md S11).
 *
 * A value in `conditions` is a text, a list of texts, or a claim that stands for something of the reader:
 * `"${post.unit}"` the unit of the post, `"${post.ward}"` the ward that this unit belongs to,
 * `"${account.username}"` the account's name. A claim without a value makes the rule grant nothing.
 */
import type { Reading } from './city/json-reader.ts';
import { fault, readEach, readLocalised, readText } from './city/json-reader.ts';
import type { Localised } from './text/localised.ts';

export interface AccessRule {
  readonly role: string;
  readonly action: AccessAction;
  readonly subject: AccessSubject;
  /** All must hold; an empty object: every row. */
  readonly conditions: { readonly [column: string]: string | readonly string[] };
  /** Why the rule exists, for the administrator and the auditor. */
  readonly reason: Localised;
}

export const accessActions = [
  'read',
  'claim',
  'complete',
  'sendBack',
  'recall',
  'assign',
  'transfer',
  'merge',
  'readReporter',
  'writeReporter',
  'readOriginal',
  'reveal',
  'approveReveal',
  'overseeReveals',
  'keepConfidential',
  'liftConfidential',
  'pauseClock',
  'askExtension',
  'decideExtension',
  'coordinate',
  'redact',
  'approvePublication',
  'withdraw',
  'design',
  'publish',
  'operate',
  'send',
  'connect',
  'configure',
  'receive',
  'stop',
] as const;
export type AccessAction = (typeof accessActions)[number];

/** Columns that conditions may speak of, per subject; all NOT NULL, '' stands for none. */
export const accessColumns = {
  Task: ['unit', 'role', 'ward', 'category', 'confidentiality', 'assignee', 'closedBy'],
  Case: ['unit', 'ward', 'category', 'confidentiality'],
  Service: ['service'],
  Instance: ['service', 'unit', 'ward', 'category', 'confidentiality'],
  Figure: ['unit', 'measure'],
  Integration: ['name'],
  Dossier: ['receivingUnit', 'unit', 'competentUnit', 'recordsUnit', 'ward', 'procedure', 'confidentiality'],
  City: ['part'],
  Installation: ['part'],
} as const;
export type AccessSubject = keyof typeof accessColumns;

// biome-ignore lint/suspicious/noTemplateCurlyInString: claims are written like this in the rules' JSON
export const claims = ['${post.unit}', '${post.ward}', '${account.username}'] as const;

/** Reads the rules of `access.json`; faults are collected in the reading. @param roles codes of the known roles */
export function readAccessRules(at: Reading, roles: ReadonlySet<string>): readonly AccessRule[] {
  return readEach(at, 'rules', (rule) => readRule(rule, roles));
}

/** What a condition's value stands for: the claim's name, or undefined for a plain text. */
export function claimOf(value: string): (typeof claims)[number] | undefined {
  return claims.find((claim) => claim === value);
}

const ruleKeys = ['role', 'action', 'subject', 'conditions', 'reason'];

function readRule(rule: Reading, roles: ReadonlySet<string>): AccessRule {
  // What would take something away (`inverted`) or narrow it must not be read as a grant.
  for (const key of Object.keys(rule.value)) {
    if (!ruleKeys.includes(key)) fault(rule, key, `rules have no such field; known: ${ruleKeys.join(', ')}`);
  }
  const role = readText(rule, 'role');
  if (!roles.has(role)) fault(rule, 'role', `unknown role "${role}"`);
  const subject = oneOf(rule, 'subject', Object.keys(accessColumns)) as AccessSubject;
  const action = oneOf(rule, 'action', accessActions) as AccessAction;
  return { role, action, subject, conditions: readConditions(rule, subject), reason: readLocalised(rule, 'reason') };
}

function oneOf(at: Reading, key: string, allowed: readonly string[]): string {
  const value = readText(at, key);
  if (!allowed.includes(value)) fault(at, key, `must be one of ${allowed.join(', ')}`);
  return value;
}

function readConditions(rule: Reading, subject: AccessSubject): AccessRule['conditions'] {
  const raw = rule.value['conditions'];
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    fault(rule, 'conditions', 'must be an object');
    return {};
  }
  const columns: readonly string[] = accessColumns[subject] ?? [];
  for (const [column, value] of Object.entries(raw)) {
    const key = `conditions.${column}`;
    if (!columns.includes(column)) fault(rule, key, `${subject} has no such column; known: ${columns.join(', ')}`);
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (values.length === 0) fault(rule, key, 'an empty list never holds; leave the rule out');
    for (const one of values) checkValue(rule, key, one);
  }
  return raw as AccessRule['conditions'];
}

function checkValue(rule: Reading, key: string, value: unknown): void {
  if (typeof value !== 'string') fault(rule, key, 'must be a text or a list of texts');
  else if (value.trim() !== value) fault(rule, key, 'must not begin or end with a blank');
  else if (value.includes('${') && claimOf(value) === undefined) {
    fault(rule, key, `unknown claim ${value}; known: ${claims.join(', ')}`);
  }
}
