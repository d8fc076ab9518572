/** Sweeps the deadlines of the database given until it is killed; says when it begins, and when nothing was left. */
import { openStore } from '#engine/store/open.ts';
import { openApplication } from './application.ts';
import { secretsOf } from './sweep-killed.ts';

const [url = '', secret = '', at = '0'] = process.argv.slice(2);
const store = await openStore({ url });
const test = await openApplication(store, { secrets: secretsOf(secret) });
const duty = test.wardflow.duties.find(({ name }) => name === 'deadlines');
process.stdout.write('begun\n');
for (;;) if ((await duty?.run(Number(at)))?.more !== true) break;
process.stdout.write('over\n');
await store.close();
