/** Enters a citizen's code in the database given, and is killed just before its n-th write; says when it got through. */
import { createHash } from 'node:crypto';
import { openStore } from '#engine/store/open.ts';
import { openApplication } from './application.ts';
import { killAtWrite } from './kill-at-write.ts';

const [url = '', secret = '', now = '', token = '', code = '', write = '0'] = process.argv.slice(2);
const key = (name: string) => createHash('sha256').update(`${secret} ${name}`).digest();
const { arm, onStatement } = killAtWrite(Number(write));
const store = await openStore({ url, onStatement });
const test = await openApplication(store, { now, secrets: { masterKey: key('master'), hmacKey: key('hmac') } });
arm();
await test.wardflow.application.citizens.enterCode(token, code);
process.stdout.write('in\n');
process.exit(0);
