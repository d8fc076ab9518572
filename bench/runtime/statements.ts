/** What one instance costs the server: statements, commits, bytes of redo. On a MariaDB that nobody else uses. */
import { type Connection, createConnection } from 'mysql2/promise';
import { openStore } from '#engine/store/open.ts';
import { startMariaDb } from '#test/support/mariadb.ts';
import { twoTasksOn } from './two-tasks.ts';

const instances = 200;
const statementKinds = ['select', 'insert', 'update', 'delete', 'replace', 'set_option'].map((kind) => `Com_${kind}`);

/** @param print gets the lines of a table as they come */
export async function statements(print: (line: string) => void): Promise<void> {
  const server = await startMariaDb();
  const watcher = await createConnection(server.url);
  try {
    await watcher.query('create database bench character set utf8mb4 collate utf8mb4_bin');
    const store = await openStore({ url: `${server.url}/bench` });
    await store.migrate(0);
    const { begin, complete } = await twoTasksOn(store);
    const one = async () => {
      const [id = ''] = await begin(1);
      await complete(id, 'a');
      await complete(id, 'b');
    };
    const many = async () => void (await Promise.all(Array.from({ length: instances }, one)));
    const singly = async () => {
      for (let index = 0; index < instances; index += 1) await one();
    };
    await many();
    print(lineOf('one after the other', await costOf(watcher, singly)));
    print(lineOf(`${instances} at once`, await costOf(watcher, many)));
    await store.close();
  } finally {
    await watcher.end();
    await server.stop();
  }
}

interface Cost {
  readonly statements: number;
  readonly commits: number;
  readonly redo: number;
}

async function costOf(watcher: Connection, work: () => Promise<void>): Promise<Cost> {
  const before = await standing(watcher);
  await work();
  const after = await standing(watcher);
  const each = (what: keyof Cost) => (after[what] - before[what]) / instances;
  return { statements: each('statements'), commits: each('commits'), redo: each('redo') };
}

async function standing(watcher: Connection): Promise<Cost> {
  const [rows] = await watcher.query(
    `show global status where variable_name like 'Com\\_%' or variable_name in ('Innodb_lsn_current')`,
  );
  const values = new Map((rows as { Variable_name: string; Value: string }[]).map((row) => [row.Variable_name, row]));
  const value = (name: string) => Number(values.get(name)?.Value ?? 0);
  const sent = statementKinds.reduce((sum, kind) => sum + value(kind), 0);
  return { statements: sent, commits: value('Com_commit'), redo: value('Innodb_lsn_current') };
}

function lineOf(how: string, { statements: sent, commits, redo }: Cost): string {
  return `| ${how} | ${sent.toFixed(1)} | ${commits.toFixed(2)} | ${(redo / 1_000).toFixed(1)} kB |`;
}
