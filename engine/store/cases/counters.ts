import type { Sql } from '../sql.ts';

/**
 * The next number of a counter, from 1. Its row stays locked until the commit, so that a number is neither given twice
 * nor lost by a rollback.
 */
export async function nextInCounter(sql: Sql, counter: string): Promise<number> {
  const tail = sql.dialect === 'sqlite' ? 'on conflict (day) do update' : 'on duplicate key update';
  const set = sql.dialect === 'sqlite' ? 'set serial = serial + 1' : 'serial = serial + 1';
  await sql.run(`insert into register_counter (day, serial) values (?, 1) ${tail} ${set}`, [counter]);
  return await lastInCounter(sql, counter);
}

/** The number given last; 0: none yet. */
export async function lastInCounter(sql: Sql, counter: string): Promise<number> {
  const row = await sql.first('select serial from register_counter where day = ?', [counter]);
  return Number(row?.['serial'] ?? 0);
}
