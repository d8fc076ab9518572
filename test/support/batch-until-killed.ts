/** Carries out the batches of the database given until it is killed; says when it begins. */
import { createHash } from 'node:crypto';
import { openStore } from '#engine/store/open.ts';
import { openApplication } from './application.ts';

const [url = '', secret = ''] = process.argv.slice(2);
const key = (name: string) => createHash('sha256').update(`${secret} ${name}`).digest();
const store = await openStore({ url });
const test = await openApplication(store, { secrets: { masterKey: key('master'), hmacKey: key('hmac') } });
process.stdout.write('begun\n');
for (;;) await test.wardflow.runDue(test.now());
