import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const question = { point: { lon: 108.1638, lat: 10.9803 }, category: 'HT-TN', text: 'Nắp hố ga vỡ, xe sụp bánh' };
const accept = (category: string, more = {}) => ({ outcome: 'accept', category, ward: '99016', ...more });

forEachDatabase((_, open) => {
  const start = applicationsOf(open);
  const ask = ({ wardflow }: TestApplication) => wardflow.application.duplicates.nearby(question);

  it('a report that was checked and accepted is shown before the same is sent again, with reasons and no word of it', async () => {
    const { test } = await start();
    await submitReport(test, { ...manhole, name: 'Võ Kim Em', phone: '0912345678' });
    assert.deepEqual(await ask(test), [], 'nobody has checked it yet');
    await completeInTurn(test, [['tiepnhan', accept('HT-TN')]]);
    const [found, ...others] = await ask(test);
    assert.deepEqual(others, []);
    assert.deepEqual(
      { ...found, ward: found?.ward?.code, category: found?.category.code },
      {
        registerNumber: 'PA-261120-0001',
        category: 'HT-TN',
        ward: '99016',
        receivedOn: '2026-11-20',
        stage: { vi: 'Đã chuyển đơn vị', en: 'With the unit' },
        reasons: { metres: 20, category: 'same', days: 0, text: 'none' },
        title: null,
        photo: null,
        resultSlug: null,
        many: false,
      },
    );
    assert.doesNotMatch(JSON.stringify(found), /Kim Em|912345678|cổng chợ|bị vỡ/);
  });

  it('that there is a confidential case cannot be found out: what is answered is the same without it', async () => {
    const { test } = await start();
    const asked = async () => [
      await ask(test),
      await test.wardflow.application.duplicates.nearby({ ...question, category: 'ANTT', text: 'đánh nhau, gây rối' }),
      await test.wardflow.application.duplicates.known('PA-261120-0001'),
      await test.wardflow.application.duplicates.known('PA-261120-0002'),
      await joinOf(test, 'PA-261120-0001'),
      await joinOf(test, 'PA-261120-0002'),
    ];
    const before = await asked();
    await submitReport(
      test,
      { ...manhole, category: 'ANTT', description: 'Thanh niên đánh nhau, gây rối ở chợ.' },
      'k1',
    );
    await completeInTurn(test, [['tiepnhan', accept('ANTT')]]);
    await submitReport(test, manhole, 'k2');
    const operator = await test.as('tiepnhan');
    const [task] = (await test.wardflow.application.tasks.worklist(operator, { view: 'unclaimed' })).items;
    const values = accept('HT-TN', { confidential: true });
    await test.wardflow.application.tasks.complete(operator, task?.taskId ?? '', {
      values,
      files: [],
      submissionKey: 'k',
    });
    assert.deepEqual(await asked(), before);
    assert.deepEqual(before, [[], [], undefined, undefined, 'NOT_FOUND', 'NOT_FOUND']);
  });

  it('what somebody has written cannot be guessed word by word: only the words of the city count', async () => {
    const { test } = await start();
    await submitReport(test, { ...manhole, description: 'Nắp hố ga vỡ trước nhà ông Lý Trường Sa số 17.' });
    await completeInTurn(test, [['tiepnhan', accept('HT-TN')]]);
    const { duplicates } = test.wardflow.application;
    const with_ = await duplicates.nearby({ ...question, text: 'Nắp hố ga trước nhà ông Lý Trường Sa số 17' });
    const without = await duplicates.nearby({ ...question, text: 'Nắp hố ga trước nhà bà Phạm Thị Hoa số 90' });
    assert.equal(with_.length, 1);
    assert.deepEqual(with_, without);
  });

  it('a case that was closed without a result is shown no more, nor one that is far away', async () => {
    const { test } = await start();
    await submitReport(test, manhole);
    await completeInTurn(test, [['tiepnhan', { outcome: 'reject', reason: 'Không thuộc thẩm quyền.' }]]);
    await submitReport(test, { ...manhole, location: { lon: 108.1738, lat: 10.9803 } }, 'k2');
    await completeInTurn(test, [['tiepnhan', accept('HT-TN')]]);
    assert.deepEqual(await ask(test), []);
  });
});

async function joinOf({ wardflow }: TestApplication, registerNumber: string): Promise<string> {
  const joining = { registerNumber, submissionKey: registerNumber, language: 'vi', phone: '', email: '' } as const;
  return await wardflow.application.duplicates.join(joining).then(
    () => 'joined',
    (error: { readonly code?: string }) => error.code ?? String(error),
  );
}
