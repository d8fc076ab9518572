/**
 * Archives what is ripe in the database given and kills itself (SIGKILL) just before its n-th write; a commit is one.
 * Where it came to the end it says so.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCityBook } from '#engine/runtime/administration/city-book.ts';
import { archiveSome } from '#engine/runtime/archive/archive-closed.ts';
import { openStore } from '#engine/store/open.ts';

const [url = '', write = '', now = ''] = process.argv.slice(2);
let armed = false;
let writes = 0;

function seen(sql: string): void {
  if (!armed || !/^\s*(insert|update|delete|commit)\b/i.test(sql)) return;
  writes += 1;
  if (writes === Number(write)) process.kill(process.pid, 'SIGKILL');
}

interface Command {
  readonly sql?: string;
}
/** Everything that mysql2 sends goes through here; the package does not export it, so by its path. */
const require = createRequire(import.meta.url);
const { prototype } = require(join(dirname(require.resolve('mysql2')), 'lib/base/connection.js')) as {
  readonly prototype: { addCommand(command: Command): unknown };
};
const { addCommand } = prototype;
prototype.addCommand = function (command) {
  seen(command.sql ?? '');
  return addCommand.call(this, command);
};

const store = await openStore({ url, onStatement: (sql, phase) => void (phase === 'before' && seen(sql)) });
armed = true;
await archiveSome({ store, cities: createCityBook() }, Number(now));
await store.close();
process.stdout.write(`done ${writes}\n`);
