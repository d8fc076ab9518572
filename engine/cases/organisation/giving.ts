/**
 * Who gets a task of a unit by rule, as the administration decides it: `giving` of `handling.json`, a line for a unit, a
 * category and a role, each of which may be left open. What a process says at a step itself goes before all of them.
 */

import type { Assigning } from '#engine/core/effects.ts';
import type { Env } from '#engine/core/env.ts';
import { evaluateFeel, feelFault } from '#engine/core/expressions/feel.ts';
import { assignmentStrategies } from '#engine/core/model/program.ts';
import type { Variables } from '#engine/core/values.ts';
import type { City } from '../city/city.ts';
import { type ConfigFault, fault, type Reading, readChoice, readEach, readText } from '../city/json-reader.ts';

/** `pool`: nobody is looked for; whoever of the unit takes it has it. */
export const givingStrategies = ['pool', ...assignmentStrategies] as const;
export type GivingStrategy = (typeof givingStrategies)[number];

export interface GivingRule {
  /** '' for every unit, every category, every role. */
  readonly unit: string;
  readonly category: string;
  readonly role: string;
  readonly strategy: GivingStrategy;
  /** Of `post`: the role whose first holder in the unit gets it; else ''. */
  readonly post: string;
  /** Of `expression`: FEEL that gives an account name; else ''. */
  readonly user: string;
}

export type GivingPlace = Pick<GivingRule, 'unit' | 'category' | 'role'>;

/** @param at the object of `handling.json` */
export function readGiving(at: Reading): readonly GivingRule[] {
  if (at.value['giving'] === undefined) return [];
  return readEach(at, 'giving', (line) => {
    const strategy = readChoice(line, 'strategy', givingStrategies);
    const user = strategy === 'expression' ? readText(line, 'user') : '';
    const wrong = user === '' ? null : feelFault(user.replace(/^=/, ''), 'expression');
    if (wrong !== null) {
      const found = wrong.found;
      fault(line, 'user', `is no formula that can be evaluated: ${found}`, `công thức không đọc được ở chỗ: ${found}`);
    }
    const post = strategy === 'post' ? readText(line, 'post') : '';
    return {
      unit: open(line, 'unit'),
      category: open(line, 'category'),
      role: open(line, 'role'),
      strategy,
      post,
      user,
    };
  });
}

/** @returns one fault per reference that leads nowhere, and per line that says of the same what another one says */
export function givingFaults(city: City): readonly ConfigFault[] {
  const { giving } = city.handling;
  return giving.flatMap((rule, index) => {
    const at = (field: string, message: string, vi: string): ConfigFault[] => [
      { file: 'handling.json', path: `giving[${index}].${field}`, message, vi },
    ];
    const { unit, category, role, post } = rule;
    const twin = giving.findIndex((other) => isSamePlace(other, rule));
    return [
      ...(unit === '' || city.units.has(unit) ? [] : at('unit', `there is no unit ${unit}`, `không có đơn vị ${unit}`)),
      ...(category === '' || city.categories.has(category) || city.dossiers.procedures.has(category)
        ? []
        : at('category', `there is no category ${category}`, `không có lĩnh vực ${category}`)),
      ...(role === '' || city.roles.has(role)
        ? []
        : at('role', `there is no role ${role}`, `không có vai trò ${role}`)),
      ...(post === '' || city.roles.has(post)
        ? []
        : at('post', `there is no role ${post}`, `không có vai trò ${post}`)),
      ...(twin < index
        ? at(
            'strategy',
            `line ${twin + 1} says it for the same unit, category and role`,
            `dòng ${twin + 1} đã quy định cho cùng đơn vị, lĩnh vực và vai trò`,
          )
        : []),
    ];
  });
}

/**
 * The line that counts for a task: of those that fit, the one that names a unit before one that names a category, and that
 * before one that names only a role.
 */
export function givingRule(rules: readonly GivingRule[], place: GivingPlace): GivingRule | undefined {
  const fits = (named: string, value: string) => named === '' || named === value;
  return rules
    .filter(
      ({ unit, category, role }) => fits(unit, place.unit) && fits(category, place.category) && fits(role, place.role),
    )
    .toSorted((one, other) => weightOf(other) - weightOf(one))[0];
}

/** How the shell is to look for somebody; undefined where nobody is looked for. */
export function assigningBy(rule: GivingRule | undefined, variables: Variables, env: Env): Assigning | undefined {
  if (rule === undefined || rule.strategy === 'pool') return undefined;
  const { strategy, post } = rule;
  if (strategy === 'post') return { strategy, post };
  return strategy === 'expression' ? { strategy, user: userOf(rule, variables, env) } : { strategy };
}

/** A formula that fails names nobody: the unit has the task then, and is told so. */
function userOf({ user }: GivingRule, variables: Variables, env: Env): string {
  const result = evaluateFeel(user.replace(/^=/, ''), variables, env);
  return result.kind === 'ok' && typeof result.value === 'string' ? result.value : '';
}

function weightOf({ unit, category, role }: GivingRule): number {
  return (unit === '' ? 0 : 4) + (category === '' ? 0 : 2) + (role === '' ? 0 : 1);
}

function isSamePlace(one: GivingPlace, other: GivingPlace): boolean {
  return one.unit === other.unit && one.category === other.category && one.role === other.role;
}

function open(line: Reading, key: string): string {
  const value = line.value[key];
  return value === undefined || value === '' ? '' : readText(line, key);
}
