/**
 * `npm run bench -- runtime`: what one instance of start → user task → user task → end costs a MariaDB; completed
 * user-task steps per second of 1 to 64 clients beside the same rows by hand-made SQL; jobs per second of 1 to 4 worker
 * processes. One part alone: `npm run bench -- runtime statements`, `steps`, `jobs`.
 */
import { stopOwn } from '#test/support/databases.ts';
import { jobs } from './runtime/jobs.ts';
import { statements } from './runtime/statements.ts';
import { steps } from './runtime/steps.ts';

type Print = (line: string) => void;

const parts: Readonly<Record<string, (print: Print) => Promise<void>>> = {
  statements: (print) => {
    print('| one instance on MariaDB, two variables, full history | statements | commits | redo |');
    print('| --- | --- | --- | --- |');
    return statements(print);
  },
  async steps(print) {
    print(
      '| steps per second | clients | ours | p50 / p99 ms | CPU ms, client + server | by hand | p50 / p99 ms | CPU ms, client + server | share |',
    );
    print('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
    await steps('SQLite', print);
    await steps('MariaDB', print);
  },
  jobs: (print) => {
    print('| due timers on MariaDB | jobs per second |');
    print('| --- | --- |');
    return jobs(print);
  },
};

/** @returns the exit code */
export async function run(args: readonly string[]): Promise<number> {
  try {
    for (const [name, part] of Object.entries(parts)) {
      if (args.length > 0 && !args.includes(name)) continue;
      await part(console.log);
      console.log('');
    }
    return 0;
  } finally {
    await stopOwn();
  }
}
