/**
 * Takes a file in, and is killed `amid` the writes (SQLite: between two of them; MariaDB: while they are on their way) or
 * `after` their commit, before anybody has heard of it.
 */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ImportFile } from '#engine/runtime/application/imports.ts';
import { type OpenStore, openStore } from '#engine/store/open.ts';
import { openApplication } from './application.ts';

const [url = '', secret = '', kind = 'units', csv = '', when = 'after'] = process.argv.slice(2);
const key = (name: string) => createHash('sha256').update(`${secret} ${name}`).digest();
/** Before it come the one that asks for the right and, for people, the one that asks who is there. */
const writing = kind === 'people' ? 3 : 2;
let seen = Number.NEGATIVE_INFINITY;

let isWriting = false;

const opened = await openStore({
  url,
  onStatement: (sql) => {
    if (isWriting && when === 'amid' && /insert\s+into\s+\W?audit/i.test(sql)) die();
  },
});
const transaction: OpenStore['transaction'] = async (work) => {
  seen += 1;
  if (seen !== writing) return await opened.transaction(work);
  const result = await opened.transaction(async (tx) => {
    isWriting = true;
    const done = await work(tx);
    if (when === 'amid' && opened.dialect !== 'sqlite') setTimeout(die, 1);
    return done;
  });
  if (when === 'after') die();
  return result;
};
const secrets = { masterKey: key('master'), hmacKey: key('hmac') };
const test = await openApplication({ ...opened, transaction }, { secrets });
const administrator = await test.as('quantri');
const { imports } = test.wardflow.application;
const file = {
  kind: kind as ImportFile['kind'],
  name: 'tệp.csv',
  content: new TextEncoder().encode(csv),
  note: 'Nhập',
};
const { stamp } = await imports.run(administrator, { ...file, dryRun: true, stamp: '' });
seen = 0;
await imports.run(administrator, { ...file, dryRun: false, stamp });
// On MariaDB the commit may have been quicker than the kill: it is still to come.
await wait(5_000);

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}
