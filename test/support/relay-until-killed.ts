/**
 * An official writes to a reporter, who answers, twice each. Says each message once it is told that it is sent, and kills
 * itself (SIGKILL) just before its n-th write. Begun again it sends the same: `relay-until-killed.ts URL SECRET WRITE CODE`.
 */
import { openStore } from '#engine/store/open.ts';
import { openApplication } from './application.ts';
import { killAtWrite } from './kill-at-write.ts';
import { secretsOf } from './sweep-killed.ts';

const [url = '', secret = '', write = '0', code = ''] = process.argv.slice(2);
const kill = killAtWrite(Number(write));
const store = await openStore({ url, onStatement: kill.onStatement });
const test = await openApplication(store, { secrets: secretsOf(secret) });
const { relay, tasks } = test.wardflow.application;
const officer = await test.as('lamdong.ktht.canbo');
const taskId = (await tasks.worklist(officer, { view: 'unit' })).items[0]?.taskId ?? '';
kill.arm();
for (const n of [1, 2]) {
  await relay.write(officer, taskId, { text: `Hỏi ${n}`, submissionKey: `question-${n}` });
  process.stdout.write(`question-${n}\n`);
  await relay.answer({ code, secret: '5678', text: `Đáp ${n}`, files: [], submissionKey: `answer-${n}` });
  process.stdout.write(`answer-${n}\n`);
}
test.remove();
await store.close();
