/** Carries out what is due of reorganisations in the database given until it is killed; says when it begins. */
import { createHash } from 'node:crypto';
import { openStore } from '#engine/store/open.ts';
import { openApplication } from './application.ts';

const [url = '', secret = '', now = ''] = process.argv.slice(2);
const key = (name: string) => createHash('sha256').update(`${secret} ${name}`).digest();
const store = await openStore({ url });
const test = await openApplication(store, { now, secrets: { masterKey: key('master'), hmacKey: key('hmac') } });
const duty = test.wardflow.duties.find(({ name }) => name === 'reorganise');
process.stdout.write('begun\n');
for (;;) await duty?.run(test.now());
