/**
 * What becomes of one jointly handled case, deed by deed: three units are asked, one answers, from one the part is taken
 * back, of one silence is consent. Says each deed once it is told that it is done, and kills itself (SIGKILL) just before
 * its n-th write. Begun again it goes on from where things stand: `joint-until-killed.ts URL SECRET WRITE SILENT_AT`.
 */
import { openStore } from '#engine/store/open.ts';
import { openApplication } from './application.ts';
import { asksThree, drains, lead } from './joint.ts';
import { killAtWrite } from './kill-at-write.ts';
import { secretsOf } from './sweep-killed.ts';

const [url = '', secret = '', write = '0', silentAt = ''] = process.argv.slice(2);
const kill = killAtWrite(Number(write));
const store = await openStore({ url, onStatement: kill.onStatement });
const test = await openApplication(store, { secrets: secretsOf(secret) });
const { parts, tasks } = test.wardflow.application;
const [leading, answering] = [await test.as(lead), await test.as(drains)];
const taskOf = async (actor: typeof leading) => (await tasks.worklist(actor, { view: 'unit' })).items[0]?.taskId;
const say = (deed: string): void => void process.stdout.write(`${deed}\n`);
const taskId = (await taskOf(leading)) ?? '';
kill.arm();

await parts.ask(leading, taskId, asksThree);
say('asked');

const own = await taskOf(answering);
const answer = { values: { outcome: 'agree', partAnswer: 'Đồng ý phương án.' }, files: [], submissionKey: 'answer-1' };
if (own !== undefined) await tasks.complete(answering, own, answer);
say('answered');

const third = (await parts.ofTask(leading, taskId)).parts.find(({ unit }) => unit.code === 'CTCX');
if (third?.endedAt === null) await parts.withdraw(leading, taskId, third.partId, 'Đã tự làm được.');
say('withdrawn');

await test.advanceTo(silentAt);
say('consented');
test.remove();
await store.close();
