import type {
  AssignmentTable,
  HolderRow,
  LoadRow,
  PostHolderRow,
  ResponsibilityRow,
} from '#engine/runtime/ports/assignment.ts';
import { inSql, type Sql, scopeSql } from '../sql.ts';
import { flagIn, idIn, numberIn, textIn } from '../tables/rows.ts';
import { dueToday, lateTask, openTask, taskOfCase } from '../tables/standing.ts';
import { taskScope } from '../tables/task-scope.ts';
import { uuidToBytes } from '../uuid.ts';
import { allRows, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const responsibilityShape = shape<ResponsibilityRow>('responsibility', {
  id: 'id',
  postId: 'id',
  ward: 'words',
  category: 'words',
});

export function assignmentTable(sql: Sql): AssignmentTable {
  return {
    ...people(sql),
    ...turns(sql),
    ...loads(sql),
    async responsibilities(postIds) {
      if (postIds.length === 0) return [];
      const within = inSql('post_id', postIds.map(uuidToBytes));
      return await allRows(sql, responsibilityShape, `where ${within.sql} order by ward, category`, within.params);
    },
    async replaceResponsibilities(postId, rows) {
      await sql.run('delete from responsibility where post_id = ?', [uuidToBytes(postId)]);
      await insertRows(sql, responsibilityShape, rows);
    },
  };
}

function people(sql: Sql): Pick<AssignmentTable, 'holders' | 'staff'> {
  return {
    async holders(unit, role, day) {
      const rows = await sql.all(
        `select account.username, account.display_name, post.id as post_id,
            case when account.active = 1 and ${here} then 1 else 0 end as present
          from post join account on account.id = post.account_id
          where post.unit = ? and post.role = ? and ${held} order by post.valid_from, post.id`,
        [day, day, unit, role, day, day],
      );
      return rows.map(
        (row): HolderRow => ({
          username: textIn(row, 'username'),
          displayName: textIn(row, 'display_name'),
          postId: idIn(row, 'post_id'),
          present: flagIn(row, 'present'),
        }),
      );
    },
    async staff(units, day) {
      if (units.length === 0) return [];
      const within = inSql('post.unit', units);
      const rows = await sql.all(
        `select account.username, account.display_name, post.id as post_id, post.role, post.unit,
            case when ${here} then 1 else 0 end as present
          from post join account on account.id = post.account_id
          where account.active = 1 and ${within.sql} and ${held} order by post.unit, post.role, account.username`,
        [day, day, ...within.params, day, day],
      );
      return rows.map(
        (row): PostHolderRow => ({
          username: textIn(row, 'username'),
          displayName: textIn(row, 'display_name'),
          postId: idIn(row, 'post_id'),
          role: textIn(row, 'role'),
          unit: textIn(row, 'unit'),
          present: flagIn(row, 'present'),
        }),
      );
    },
  };
}

/** Nobody who is away (who has delegated is there): two parameters, the day twice. */
const here = `not exists (select 1 from absence where absence.account_id = account.id and absence.ended_at is null
  and absence.kind <> 'delegation' and absence.first_day <= ? and absence.last_day >= ?)`;
/** The post is held on a day: two parameters, the day twice. */
const held = `post.valid_from <= ? and (post.valid_to = '' or post.valid_to >= ?)`;

/** Whose turn it is. */
function turns(sql: Sql): Pick<AssignmentTable, 'holdTurn' | 'takeTurn'> {
  return {
    async holdTurn(turn) {
      // The row stays locked until the commit: who comes at the same moment sees whom this turn went to.
      const tail = sql.dialect === 'sqlite' ? 'on conflict (turn) do update' : 'on duplicate key update';
      const set = sql.dialect === 'sqlite' ? 'set taken = taken + 1' : 'taken = taken + 1';
      await sql.run(`insert into assignment_turn (turn, taken, username) values (?, 1, '') ${tail} ${set}`, [turn]);
      const row = await sql.first('select username from assignment_turn where turn = ?', [turn]);
      return row === undefined ? '' : textIn(row, 'username');
    },
    async takeTurn(turn, username) {
      await sql.run('update assignment_turn set username = ? where turn = ?', [username, turn]);
    },
  };
}

function loads(sql: Sql): Pick<AssignmentTable, 'loads' | 'loadWithin'> {
  return {
    async loads(usernames) {
      if (usernames.length === 0) return new Map();
      const within = inSql('assignee', usernames);
      const rows = await sql.all(
        `select assignee, count(*) as open from task where is_open = 1 and ${within.sql} group by assignee`,
        within.params,
      );
      return new Map(rows.map((row) => [textIn(row, 'assignee'), numberIn(row, 'open')]));
    },
    async loadWithin(scope, now, endOfDay) {
      const [allowed, late, today] = [scopeSql(scope, taskScope), lateTask(now), dueToday(now, endOfDay)];
      const rows = await sql.all(
        `select unit, role, assignee, count(*) as open,
            sum(case when ${late.sql} then 1 else 0 end) as late,
            sum(case when ${today.sql} then 1 else 0 end) as due_today
          from task where ${openTask} and ${taskOfCase} and ${allowed.sql} group by unit, role, assignee`,
        [...late.params, ...today.params, ...allowed.params],
      );
      return rows.map(
        (row): LoadRow => ({
          unit: textIn(row, 'unit'),
          role: textIn(row, 'role'),
          username: textIn(row, 'assignee'),
          open: Number(row['open']),
          late: Number(row['late']),
          dueToday: Number(row['due_today']),
        }),
      );
    },
  };
}
