/** What stands in the product's database, read past the product: for tests of what was, or was not, written. */
import Sqlite from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';

export type Row = Readonly<Record<string, unknown>>;

/** @param url as `DATABASE_URL` @param sql without parameters; reads only */
export async function readRows(url: string, sql: string): Promise<readonly Row[]> {
  if (url.startsWith('sqlite:')) {
    const database = new Sqlite(url.slice('sqlite:'.length), { readonly: true });
    try {
      return database.prepare(sql).all() as Row[];
    } finally {
      database.close();
    }
  }
  const connection = await createConnection(url);
  try {
    const [rows] = await connection.query(sql);
    return rows as Row[];
  } finally {
    await connection.end();
  }
}

/** Lines that say what happened to a case, without ids and instants: two cases that went the same way are equal. */
export async function storyOf(url: string, registerNumber: string): Promise<readonly string[]> {
  const mine = `case_id = (select id from case_record where register_number = '${registerNumber}')`;
  const questions = {
    timeline: `select kind, code, element, actor, unit from case_timeline where ${mine}`,
    history: `select element, event from history where ${mine}`,
    tasks: `select element, state, unit, role, closed_by from task where ${mine}`,
    notices: `select channel, template, language from notice where ${mine}`,
    files: `select kind, position from case_file where ${mine}`,
    published: `select count(*) as n from publication where ${mine}`,
    instances: `select state from process_instance where ${mine}`,
    state: `select category, ward, unit, stage, state, sla, outcome from case_record where register_number = '${registerNumber}'`,
  };
  const story: string[] = [];
  for (const [name, sql] of Object.entries(questions)) {
    for (const row of await readRows(url, sql))
      story.push(`${name} ${JSON.stringify(row)}`.replaceAll(registerNumber.toLowerCase(), '…'));
  }
  return story.sort();
}
