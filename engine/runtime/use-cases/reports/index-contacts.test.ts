// Cases from before reporters were indexed: found by telephone and address afterwards, whatever stopped it in between.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { OpenStore } from '#engine/store/open.ts';
import { applicationsOf, manhole, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { personWord } from '../search-words.ts';

const phone = '0912345678';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  it('older cases are found by who sent them, it goes on where it was killed, and what is done is not done again', async () => {
    const { test, store } = await opened();
    const person = { reporterName: 'Nguyễn Văn A', phone, anonymous: false };
    for (let at = 0; at < 60; at += 1) await submitReport(test, { ...manhole, ...person }, `k${at}`);
    const word = personWord(test.deps.secrets, phone) ?? '';
    const found = () => store.transaction((tx) => tx.cases.records.withWord(word, 200));
    const contacts = () => store.transaction((tx) => tx.cases.records.withContact(word));
    assert.equal((await found()).length, 60);
    const newest = await newestNumber(store);
    // As they were written before there was an index.
    const sql = (text: string) => store.orm.em.getConnection().execute(text);
    await sql(`update case_record set search = replace(search, ' ${word}', '') where register_number <> '${newest}'`);
    const old = `(select id from case_record where search not like '%~%')`;
    for (const table of ['case_word', 'case_contact'])
      await sql(`delete from ${table} where case_id in ${old} and ${columnOf(table)} = '${word}'`);
    assert.deepEqual([(await found()).length, (await contacts()).length], [1, 1]);
    // Somewhere in the middle it was killed: what stands is what it had written.
    const middle = (await store.transaction((tx) => tx.cases.records.after(beforeAll, 7))).at(-1)?.id ?? '';
    await store.transaction((tx) => tx.engine.marks.put({ name: 'contacts-indexed', content: middle, at: 0 }));
    const duty = test.wardflow.duties.find(({ name }) => name === 'index-contacts');
    const first = await duty?.run(test.now());
    assert.deepEqual(first, { done: 52 });
    assert.deepEqual([(await found()).length, (await contacts()).length], [53, 53], 'it goes on where it was');
    const ids = await found();
    const rows = await store.transaction((tx) => tx.cases.records.byIds(ids));
    assert.ok(rows.every(({ search }) => search.includes(word) && !search.includes(phone)));
    assert.deepEqual(await duty?.run(test.now()), { done: 0 });
  });
});

const beforeAll = '00000000-0000-0000-0000-000000000000';

function columnOf(table: string): string {
  return table === 'case_word' ? 'word' : 'contact';
}

async function newestNumber(store: OpenStore): Promise<string> {
  const [row] = await store.orm.em.getConnection().execute('select max(register_number) as n from case_record');
  return String((row as { readonly n?: string } | undefined)?.n);
}
