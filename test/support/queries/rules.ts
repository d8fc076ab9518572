/**
 * The access rules once more, as simply as they can be said: over one row, in plain JavaScript, from the file as it ships.
 * Nothing of `portal/access` or of the store is used, so that both can be held against it.
 */
import { readFileSync } from 'node:fs';
import type { Actor, Post } from '#engine/runtime/application/common.ts';
import { demoCity } from '#test/data/demo-city.ts';
import { isOutOf } from './conflicts.ts';

interface Rule {
  readonly role: string;
  readonly action: string;
  readonly subject: string;
  readonly conditions: Readonly<Record<string, string | readonly string[]>>;
}

type Row = object;

const text = readFileSync(new URL('../../../workflows/demo-city/access.json', import.meta.url), 'utf8');
const { rules } = JSON.parse(text) as { readonly rules: readonly Rule[] };

/** @param but names of columns: rules that speak of one of them are left out */
export function may(actor: Actor, action: string, subject: string, but: readonly string[] = []): (row: Row) => boolean {
  const granted = actor.posts.flatMap((post) =>
    rules
      .filter((rule) => rule.role === post.role && rule.action === action && rule.subject === subject)
      .filter(({ conditions }) => !but.some((column) => Object.hasOwn(conditions, column)))
      .map((rule) => ({ post, rule })),
  );
  const isApart = (post: Post, row: Row) => ['Task', 'Case', 'Instance'].includes(subject) && isOutOf(actor, post, row);
  return (row) => granted.some(({ post, rule }) => holds(actor, post, rule, row) && !isApart(post, row));
}

/** Whether there is any rule at all. */
export function mayAny(actor: Actor, action: string, subject: string, but: readonly string[] = []): boolean {
  return actor.posts.some(({ role, onBehalfOf }) =>
    rules.some(
      (rule) =>
        rule.role === role &&
        rule.action === action &&
        rule.subject === subject &&
        !but.some((column) => Object.hasOwn(rule.conditions, column)) &&
        // A delegation of some fields gives nothing of what knows no field.
        ((onBehalfOf?.categories ?? []).length === 0 ||
          !['Figure', 'Service', 'City', 'Installation'].includes(subject)),
    ),
  );
}

function holds(actor: Actor, post: Post, { conditions, subject }: Rule, row: Row): boolean {
  const fits = Object.entries(conditions).every(([column, value]) =>
    (typeof value === 'string' ? [value] : value).some((one) =>
      claimed(actor, post, one).includes(textIn(row, column)),
    ),
  );
  const limited = post.onBehalfOf?.categories ?? [];
  if (limited.length === 0) return fits;
  const field = subject === 'Dossier' ? 'procedure' : 'category';
  return fits && ['Task', 'Case', 'Instance', 'Dossier'].includes(subject) && limited.includes(textIn(row, field));
}

function claimed(actor: Actor, post: Post, value: string): readonly string[] {
  const known: Readonly<Record<string, readonly (string | undefined | null)[]>> = {
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: claims are written like this in the rules' JSON
    '${post.unit}': [post.unit],
    '${post.ward}': [demoCity().units.get(post.unit)?.ward],
    '${account.username}': [actor.username, post.onBehalfOf?.username],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: until here
  };
  const values = Object.hasOwn(known, value) ? (known[value] ?? []) : [value];
  return values.flatMap((one) => (one ? [one] : []));
}

function textIn(row: Row, column: string): string {
  return String((row as Readonly<Record<string, unknown>>)[column]);
}
