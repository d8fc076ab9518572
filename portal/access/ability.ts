/**
 * Who may do what: the rules of the city's `access.json`, for the posts an official holds, as a CASL ability and as
 * conditions for queries. Both come from the same rules, and only from equality and membership on columns that are
 * never NULL, where JavaScript and SQL provably agree (a test compares them).
 */
import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { rulesToCondition } from '@casl/ability/extra';
import { type AccessRule, accessActions, claimOf } from '#engine/cases/access-rules.ts';
import {
  type Access,
  type Action,
  type Condition,
  closedColumns,
  notAbout,
  ofCases,
  type Scope,
  type Subject,
  scopeColumns,
} from '#engine/runtime/access.ts';
import type { Actor, Post } from '#engine/runtime/application/common.ts';

export type Ability = MongoAbility<[Action, Subject | Row]>;

/** A row as the ability sees it, made with CASL's `subject(name, columns)`. */
export type Row = Readonly<Record<string, unknown>>;

export interface AccessFacts {
  readonly rules: readonly AccessRule[];
  /** Code of the ward a unit belongs to; undefined for the city's own units. */
  readonly wardOf: (unit: string) => string | undefined;
  /** The unit and all others a complaint about which concerns who holds a post there: see `standsFor`. */
  readonly standsFor: (unit: string) => readonly string[];
}

/**
 * @param facts asked each time, so that changed rules hold at once
 * @throws TypeError where a rule speaks of a column, action or subject that is not on the list
 */
export function createAccess(facts: () => AccessFacts): Access {
  return {
    scope(actor, action, subject) {
      const now = facts();
      if (!ofCases.has(subject)) return scopeOf(abilityOf(actor, now), action, subject);
      return distinct(
        actor.posts.flatMap((post) =>
          ofPost({ ...actor, posts: [post] }, now, { action, subject, own: ownUnits(actor) }),
        ),
      );
    },
  };
}

/**
 * What one post opens, but no case that complains of a unit the actor has a post in, or of the one in whose name the
 * actor stands in for somebody there. What others have delegated takes nothing from what is one's own.
 */
function ofPost(
  actor: Actor,
  facts: AccessFacts,
  { action, subject, own }: { readonly action: Action; readonly subject: Subject; readonly own: readonly string[] },
): Scope {
  const units = new Set([...own, ...actor.posts.map(({ unit }) => unit)]);
  const apart = [...new Set([...units].flatMap(facts.standsFor))];
  return scopeOf(abilityOf(actor, facts), action, subject).map((condition) => ({ ...condition, [notAbout]: apart }));
}

function ownUnits({ posts }: Actor): readonly string[] {
  return posts.filter(({ onBehalfOf }) => onBehalfOf === undefined).map(({ unit }) => unit);
}

/** What an official may do, from the rules of each post held. */
export function abilityOf(actor: Actor, facts: AccessFacts): Ability {
  const rules = actor.posts.flatMap((post) =>
    facts.rules
      .filter((rule) => rule.role === post.role)
      .flatMap((rule) => caslRule(rule, claimsOf(actor, post, facts)))
      .flatMap((rule) => narrowed(rule, post.onBehalfOf?.categories ?? [])),
  );
  return createMongoAbility<Ability>(rules);
}

/** The same as conditions of which a row must meet one; an empty list: nothing is allowed. */
export function scopeOf(ability: Ability, action: Action, subject: Subject): Scope {
  const conditions = rulesToCondition<Ability, Condition, readonly Condition[]>(
    ability.rulesFor(action, subject),
    (rule) => {
      if (rule.inverted) throw new TypeError('Access rules only allow; they never forbid.');
      return plainCondition(rule.conditions as CaslConditions);
    },
    { and: () => refuseNegation(), or: (all) => all as readonly Condition[], empty: () => everyRow(subject) },
  );
  return distinct(conditions ?? []);
}

type CaslConditions = Readonly<Record<string, { readonly $in: readonly string[] }>>;
type Claims = ReadonlyMap<string, readonly string[]>;

function caslRule(rule: AccessRule, claims: Claims): RawRuleOf<Ability>[] {
  const { action, subject } = rule;
  if ('inverted' in rule) throw new TypeError('Access rules only allow; they never forbid.');
  if (!accessActions.includes(action)) throw new TypeError(`Access rules know no action "${action}".`);
  if (!Object.hasOwn(scopeColumns, subject)) throw new TypeError(`Access rules know no subject "${subject}".`);
  const entries = Object.entries(rule.conditions);
  if (entries.length === 0) return [everyRowRule(action, subject)];
  const conditions = new Map<string, { readonly $in: readonly string[] }>();
  for (const [column, value] of entries) {
    const values = allowedValues(subject, column, value, claims);
    // A claim without a value grants nothing: the rule is left out, never widened.
    if (values.length === 0) return [];
    conditions.set(column, { $in: values });
  }
  return [{ action, subject, conditions: Object.fromEntries(conditions) }];
}

/**
 * What a delegation is limited to: the rows of these fields and procedures, and nothing of what knows no such thing.
 * It only ever takes away: whoever delegates cannot give more than they have.
 */
function narrowed(rule: RawRuleOf<Ability>, categories: readonly string[]): RawRuleOf<Ability>[] {
  if (categories.length === 0) return [rule];
  const columns: readonly string[] = scopeColumns[rule.subject as Subject];
  const column = ['category', 'procedure'].find((name) => columns.includes(name));
  if (column === undefined) return [];
  const conditions = (rule.conditions ?? {}) as CaslConditions;
  const before = Object.hasOwn(conditions, column) ? conditions[column]?.$in : undefined;
  const left = before === undefined ? categories : before.filter((one) => categories.includes(one));
  return left.length === 0 ? [] : [{ ...rule, conditions: { ...conditions, [column]: { $in: [...left] } } }];
}

function allowedValues(subject: Subject, column: string, value: unknown, claims: Claims): readonly string[] {
  const columns: readonly string[] = scopeColumns[subject];
  if (!columns.includes(column)) throw new TypeError(`Access rules for ${subject} cannot speak of "${column}".`);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length === 0) throw new TypeError(`The access rule on ${subject}.${column} has an empty list.`);
  return values.flatMap((one) => {
    if (typeof one !== 'string') throw new TypeError(`The access rule on ${subject}.${column} must name texts.`);
    if (!isWhole(one)) throw new TypeError(`The access rule on ${subject}.${column} has a blank at an end.`);
    if (claimOf(one) === undefined) return [one];
    return (claims.get(one) ?? []).filter(
      (claimed) => typeof claimed === 'string' && claimed !== '' && isWhole(claimed),
    );
  });
}

/** MySQL and MariaDB take texts for equal that differ in blanks at their ends alone; JavaScript and SQLite do not. */
function isWhole(text: string): boolean {
  return text.trim() === text;
}

/** Every claim there is; one that the official does not have is missing here. */
function claimsOf(actor: Actor, post: Post, facts: AccessFacts): Claims {
  const claims = new Map<string, readonly string[]>();
  const add = (name: string, ...values: readonly (string | undefined)[]) =>
    claims.set(
      `\${${name}}`,
      values.filter((value) => value !== undefined),
    );
  add('post.unit', post.unit);
  add('post.ward', facts.wardOf(post.unit));
  // Who stands in for somebody may go on with what that person has done.
  add('account.username', actor.username, post.onBehalfOf?.username);
  return claims;
}

function everyRowRule(action: Action, subject: Subject): RawRuleOf<Ability> {
  if (!isClosed(subject)) return { action, subject };
  const conditions = Object.entries(closedColumns[subject]).map(([column, values]) => [column, { $in: [...values] }]);
  return { action, subject, conditions: Object.fromEntries(conditions) };
}

function everyRow(subject: Subject): readonly Condition[] {
  if (isClosed(subject)) throw new TypeError(`A rule for every ${subject} must name its columns.`);
  return [{}];
}

function isClosed(subject: Subject): subject is keyof typeof closedColumns {
  return Object.hasOwn(closedColumns, subject);
}

function plainCondition(conditions: CaslConditions): Condition {
  const entries = Object.entries(conditions).map(([column, { $in }]) => [column, $in.length === 1 ? $in[0] : $in]);
  return Object.fromEntries(entries) as Condition;
}

function refuseNegation(): never {
  throw new TypeError('Access rules only allow; they never forbid.');
}

function distinct(conditions: readonly Condition[]): Scope {
  return [...new Map(conditions.map((condition) => [JSON.stringify(condition), condition])).values()];
}
