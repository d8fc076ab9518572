import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fold } from '#engine/cases/text/fold.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { applicationsOf } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { newId } from '../../kernel/uuid.ts';

const start = Date.parse('2026-11-01T08:00:00+07:00');

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  it('results are found by words, number, category and ward, a page after the other, the newest first', async () => {
    const { test, store } = await opened();
    const { results } = test.wardflow.application;
    for (let n = 0; n < 45; n += 1) await publish(store, n, n % 3 === 0 ? 'Nắp hố ga vỡ.' : 'Đèn đường (tắt), tối');
    const all = await pages(results.list, {});
    assert.deepEqual(
      all,
      Array.from({ length: 45 }, (_n, n) => `result-${44 - n}`),
    );
    const found = async (query: object) => {
      const { total, more } = await results.list(query);
      assert.equal(more, false);
      assert.equal((await pages(results.list, query)).length, total);
      return total;
    };
    assert.equal(await found({ q: 'nap ho ga' }), 15);
    assert.equal(await found({ q: 'NẮP  vỡ' }), 15);
    assert.equal(await found({ q: 'den tat' }), 30, 'signs are no part of a word');
    assert.equal(await found({ q: 'den ga' }), 0);
    assert.equal(await found({ q: 'pa-261101-0007' }), 1);
    assert.equal(await found({ q: '0007' }), 1);
    assert.equal(await found({ category: 'HT-TN' }), 23);
    assert.equal(await found({ category: 'HT-TN', ward: '99016' }), 8);
    assert.equal(await found({ ward: '99016', q: 'ga' }), 15);
    assert.equal(await found({ category: 'TR-TO', ward: '99016', q: 'vo ga' }), 7);
    assert.equal(await found({ category: 'none' }), 0);

    await publish(store, 3, 'Cây đổ');
    assert.equal(await found({ q: 'cay do' }), 1, 'published again it has its new words');
    assert.equal(await found({ q: 'nap ho ga' }), 14);
  });

  it('of very many it is said that there are more, and no page counts them all', async () => {
    const { test, store } = await opened();
    const { results } = test.wardflow.application;
    await store.transaction(async (tx) => {
      for (let n = 0; n < 1_002; n += 1) await tx.cases.publications.put(row(n, 'Nắp hố ga'));
    });
    for (const query of [{}, { q: 'ga' }, { q: 'ga ho' }, { ward: '99016' }]) {
      const { total, more, items } = await results.list(query);
      const expected = 'ward' in query ? [334, false] : [1_000, true];
      assert.deepEqual([total, more, items.length], [...expected, 20], JSON.stringify(query));
    }
  });
});

async function publish(store: OpenStore, n: number, text: string): Promise<void> {
  await store.transaction((tx) => tx.cases.publications.put(row(n, text)));
}

function row(n: number, text: string) {
  const registerNumber = `PA-261101-${String(n).padStart(4, '0')}`;
  const at = start + n * 60_000;
  return {
    id: idOf(n),
    slug: `result-${n}`,
    caseId: idOf(n),
    registerNumber,
    title: 'Kết quả',
    text,
    answer: '',
    category: n % 2 === 0 ? 'HT-TN' : 'TR-TO',
    ward: n % 3 === 0 ? '99016' : '',
    unit: 'IOC',
    receivedAt: at,
    handledAt: at,
    dueAt: null,
    rating: null,
    photos: [],
    search: fold([registerNumber, text].join(' ')),
    publishedAt: at,
    version: 1,
    correctedAt: null,
    correction: null,
  };
}

const ids = new Map<number, string>();
function idOf(n: number): string {
  const id = ids.get(n) ?? newId(start + n);
  ids.set(n, id);
  return id;
}

type List = (
  query: object,
) => Promise<{ readonly items: readonly { readonly slug: string }[]; readonly next: string | null }>;

async function pages(list: List, query: object): Promise<readonly string[]> {
  const slugs: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<List>> = await list({ ...query, ...(after !== null && { after }) });
    slugs.push(...page.items.map(({ slug }) => slug));
    if (page.next === null) return slugs;
    after = page.next;
  }
}
