/** Times at which tables may answer differently: one of each kind, and only where they look at the clock at all. */
import { explainDecision } from '#engine/core/decisions/evaluate.ts';
import type { Env } from '#engine/core/env.ts';
import type { Decisions } from '#engine/core/model/decisions.ts';
import type { Instant, Variables } from '#engine/core/values.ts';
import { isoWeekday } from '../calendars/civil-date.ts';
import { zoneOf } from '../calendars/zone.ts';
import { type OwnedTable, routingDecision } from './routing-decision.ts';

const clock = /\b(now|today)\s*\(\s*\)|\breceivedAt\b/;

export interface TimeQuestion {
  readonly decisions: Decisions;
  readonly tables: readonly OwnedTable[];
  /** Any facts that can be asked: columns of time do not depend on them. */
  readonly facts: Variables;
  readonly env: Env;
}

/** @returns now alone where nothing looks at the time, else an hour for each way in which the columns of time can hold */
export function timesOf({ decisions, tables, facts, env }: TimeQuestion): readonly Instant[] {
  const hours = hoursOf(env);
  // Time in an expression that is no column: every hour may count.
  if (clock.test(JSON.stringify(decisions, (key, value) => (key === 'inputs' ? undefined : value)))) return hours;
  const columns = new Map(
    tables.map(({ table }) => [table.id, table.inputs.flatMap(({ source }, at) => (clock.test(source) ? [at] : []))]),
  );
  if ([...columns.values()].every((inputs) => inputs.length === 0)) return [env.now];
  const kinds = Map.groupBy(hours, (now) => {
    const { tables: asked } = explainDecision({ decisions, id: routingDecision, cells: true }, facts, { ...env, now });
    return JSON.stringify(
      asked.map(({ table, rules }) => rules.map(({ cells }) => (columns.get(table) ?? []).map((at) => cells[at]))),
    );
  });
  return [...kinds.values()].flatMap(([first]) => first ?? []);
}

/** Every hour of the coming workday, Saturday and Sunday, at half past: no rule begins there. */
function hoursOf({ now, timeZone }: Pick<Env, 'now' | 'timeZone'>): readonly Instant[] {
  const zone = zoneOf(timeZone);
  const { day } = zone.localOf(now);
  const coming = Array.from({ length: 7 }, (_, ahead) => day + 1 + ahead);
  const workday = coming.find((one) => isoWeekday(one) <= 5) ?? day;
  const weekend = coming.filter((one) => isoWeekday(one) > 5);
  return [workday, ...weekend].flatMap((one) =>
    Array.from({ length: 24 }, (_, hour) => zone.instantAt(one, hour * 60 + 30)),
  );
}
