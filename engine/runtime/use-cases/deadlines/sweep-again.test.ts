// What is late is looked at every day: that must cost little, however many are late and however many cases are open.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openApplication } from '#test/support/application.ts';
import { openTestDatabase } from '#test/support/databases.ts';
import { fillOverdue } from '#test/support/overdue-city.ts';

const hourMs = 3_600_000;

// Statements are heard on SQLite only, and are the same on the other.
test('late clocks of which nobody is to hear anew are looked at without their cases, with a few statements', async (t) => {
  const heard: string[] = [];
  const database = await openTestDatabase('SQLite', {
    onStatement: (sql, phase) => (phase === 'before' ? heard.push(sql) : undefined),
  });
  const app = await openApplication(database.store);
  t.after(async () => {
    app.remove();
    await database.drop();
  });
  await fillOverdue(app, database.store, 1_000);
  const duty = app.wardflow.duties.find(({ name }) => name === 'deadlines');
  const sweep = async (hours: number): Promise<readonly string[]> => {
    heard.length = 0;
    await duty?.run(app.now() + hours * hourMs);
    return [...heard];
  };
  assert.ok((await sweep(0)).some((sql) => sql.includes('from case_record')));
  for (const hours of [25, 50, 75]) await sweep(hours);
  const again = await sweep(100);
  const writes = again.filter((sql) => sql.startsWith('update case_clock'));
  assert.ok(writes.length > 0 && writes.length < 10, `${writes.length} statements`);
  assert.deepEqual(
    again.filter((sql) => /from (case_record|task)\b/.test(sql)),
    [],
  );
});
