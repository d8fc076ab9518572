import type { ChoreTable } from '#engine/runtime/ports/chores.ts';
import type { Sql } from '../sql.ts';

export function choreTable(sql: Sql): ChoreTable {
  return {
    async take(name, { by, now, until }) {
      const taken = await sql.run(
        'update chore set held_by = ?, held_until = ? where name = ? and due_at <= ? and held_until <= ?',
        [by, until, name, now, now],
      );
      if (taken === 1) return true;
      if ((await sql.first('select name from chore where name = ?', [name])) !== undefined) return false;
      // Two that take it for the first time: the second's key is taken, and it is asked again.
      await sql.run('insert into chore (name, due_at, held_by, held_until) values (?, ?, ?, ?)', [
        name,
        now,
        by,
        until,
      ]);
      return true;
    },
    async done(name, by, nextAt) {
      const given = await sql.run(
        `update chore set due_at = ?, held_by = '', held_until = 0 where name = ? and held_by = ?`,
        [nextAt, name, by],
      );
      return given === 1;
    },
  };
}
