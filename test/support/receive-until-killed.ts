/**
 * Receives dossiers, several at a time, and says so of each, until it is killed: `receive-until-killed.ts URL SECRET NOW KEYS`.
 */
import { openStore } from '#engine/store/open.ts';
import { openApplication } from './application.ts';
import { dossierService, people, receiveDossier } from './dossiers.ts';
import { secretsOf } from './sweep-killed.ts';

const [url = '', secret = '', now = '', keys = ''] = process.argv.slice(2);
const store = await openStore({ url });
const app = await openApplication(store, {
  secrets: secretsOf(secret),
  services: [dossierService],
  now: new Date(Number(now)).toISOString(),
});
const clerk = await app.as(people.desk);
const waiting = Array.from({ length: Number(keys) }, (_, index) => `k${index}`);
const lane = async (): Promise<void> => {
  for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
    await receiveDossier(app, { submissionKey: key }, clerk);
    process.stdout.write('received\n');
  }
};
await Promise.all([lane(), lane(), lane(), lane()]);
process.stdout.write('over\n');
app.remove();
await store.close();
