import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OpenStore } from '#engine/store/open.ts';
import { uuidToBytes } from '#engine/store/uuid.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { newId } from '../kernel/uuid.ts';
import { genesis, sealsAfter } from './chain.ts';
import type { AuditFault } from './fault.ts';
import { type Head, type HeadPlace, headLine, readHeads } from './heads.ts';
import { createSealer, exportEveryEntries, exportEveryMs, type Sealer } from './sealer.ts';
import { verifyAudit } from './verify.ts';

const noon = Date.UTC(2026, 10, 22, 5);

test('an entry and its seal have the hashes that docs/audit.md works out by hand', () => {
  const entry = {
    id: '019a0000-0000-7000-8000-000000000001',
    at: 1_763_794_800_000,
    actor: 'an',
    action: 'task.complete',
    subject: 'case:1',
    data: '{"task":"t1"}',
  };
  const [seal] = sealsAfter(undefined, [entry], 1_763_794_800_500);
  assert.equal(seal?.entryHash, '95f19cc731f818f43703152894af793cca568fc076decbd6c6f675b298f579d1');
  assert.equal(seal?.chain, '03e59f779d0b0eeee13d7c8b9bbe88d327d289b53074e02e5f2229503ed4aca7');
  assert.equal(genesis.length, 64);
});

test('heads survive the way through a file and an e-mail; what was touched there is told by line', () => {
  const head: Head = { number: 7, chain: 'a'.repeat(64), at: noon };
  assert.deepEqual(readHeads(`The head of the audit:\n\n${headLine(head)}\n`), [head]);
  assert.throws(() => readHeads(`${headLine(head)}\n{"number":8}\n`), /line 2/);
});

forEachDatabase((_, open) => {
  test('entries are sealed in the order in which they are found, also one whose transaction ended late', async () => {
    const { store } = await open();
    const early = newId(noon);
    await append(store, 3, noon + 10);
    const sealer = sealerOf(store);
    assert.equal(await sealer.runDue(noon + 500), 3);
    await store.transaction((tx) =>
      tx.cases.audit.append({ id: early, at: noon, actor: 'late', action: 'a', subject: 's', data: {} }),
    );
    assert.equal(await sealer.runDue(noon + 1_000), 1);
    const seals = await store.transaction((tx) => tx.cases.auditChain.page(0, 10));
    assert.deepEqual(
      seals.map(({ seal, entry }) => [seal.number, entry?.actor]),
      [
        [1, 'an'],
        [2, 'an'],
        [3, 'an'],
        [4, 'late'],
      ],
    );
    assert.deepEqual(await faults(store), []);
  });

  test('of several sealers one works at a time; another takes over when its lease is over', async () => {
    const { store } = await open();
    const [one, two] = [sealerOf(store, 'one'), sealerOf(store, 'two')];
    await append(store, 1);
    assert.equal(await one.runDue(noon), 1);
    await append(store, 1);
    assert.equal(await two.runDue(noon + 9_000), 0);
    assert.equal(await two.runDue(noon + 10_001), 1);
    assert.deepEqual(await faults(store), []);
  });

  test('sealers that race for the same numbers leave one chain without a gap', async () => {
    const { store } = await open();
    await append(store, 700);
    // Each believes that the lease of the others is over.
    const sealers = [0, 1, 2, 3].map((index) => sealerOf(store, `s${index}`).runDue(noon + index * 20_000));
    const counts = await Promise.all(sealers);
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      700,
    );
    const report = await verifyAudit(store, []);
    assert.deepEqual([report.sealed, report.waiting, report.faults], [700, 0, []]);
  });

  test('heads are handed out by number and by time, and again where a place refused one', async () => {
    const { store } = await open();
    const kept: Head[] = [];
    let broken = false;
    const place: HeadPlace = {
      name: 'test',
      async keep(head) {
        if (broken) throw new Error('full');
        kept.push(head);
      },
    };
    const told: string[] = [];
    const sealer = createSealer({ store, owner: 'one', places: [place], onFault: (_, name) => told.push(name) });
    const numbers = () => kept.map((head) => head.number);
    await append(store, 1);
    await sealer.runDue(noon);
    await append(store, 5);
    await sealer.runDue(noon + 1_000);
    assert.deepEqual(numbers(), [1]);
    await sealer.runDue(noon + exportEveryMs);
    assert.deepEqual(numbers(), [1, 6]);
    await append(store, exportEveryEntries);
    await sealer.runDue(noon + exportEveryMs + 1_000);
    assert.deepEqual(numbers(), [1, 6, 1_006]);
    broken = true;
    await append(store, 1);
    await sealer.runDue(noon + 3 * exportEveryMs);
    assert.deepEqual([numbers().length, told], [3, ['test']]);
    broken = false;
    await sealer.runDue(noon + 3 * exportEveryMs + 30_000);
    assert.equal(numbers().length, 3);
    await sealer.runDue(noon + 3 * exportEveryMs + 61_000);
    assert.deepEqual(numbers(), [1, 6, 1_006, 1_007]);
    assert.deepEqual((await verifyAudit(store, kept)).faults, []);
  });

  test('S19 whatever is done to the audit behind its back is found and named', async () => {
    const { store } = await open();
    const heads: Head[] = [];
    await append(store, 20);
    await sealerOf(store, 'one', heads).runDue(noon);
    const seals = (await store.transaction((tx) => tx.cases.auditChain.page(0, 100))).map(({ seal }) => seal);
    const at = (number: number) => seals[number - 1] ?? assert.fail();
    const idOf = (number: number) => at(number).entryId;
    const run = (sql: string, params: readonly unknown[] = []) =>
      store.orm.em.getConnection().execute(sql, params.slice(), 'run');

    // Each is undone before the next.
    const planted: readonly (readonly [
      name: string,
      does: () => Promise<unknown>,
      undo: () => Promise<unknown>,
      found: AuditFault[],
    ])[] = [
      [
        'a field is changed',
        () => run(`update audit_entry set actor = 'binh' where id = ?`, [bytes(idOf(5))]),
        () => run(`update audit_entry set actor = 'an' where id = ?`, [bytes(idOf(5))]),
        [{ kind: 'changed', number: 5, entryId: idOf(5) }],
      ],
      [
        'a field is changed and its seal made to fit',
        () => run(`update audit_seal set entry_hash = ? where number = 5`, ['f'.repeat(64)]),
        () => run(`update audit_seal set entry_hash = ? where number = 5`, [at(5).entryHash]),
        [
          { kind: 'changed', number: 5, entryId: idOf(5) },
          { kind: 'broken', number: 5, entryId: idOf(5) },
        ],
      ],
      [
        'two entries change places',
        () => putSeals(run, [3, at(4)], [4, at(3)]),
        () => putSeals(run, [3, at(3)], [4, at(4)]),
        [
          { kind: 'changed', number: 3, entryId: idOf(4) },
          { kind: 'changed', number: 4, entryId: idOf(3) },
        ],
      ],
      [
        'an entry is put in that says it is sealed',
        () =>
          run(
            `insert into audit_entry (id, at, actor, action, subject, data, sealed) values (?, 1, 'x', 'x', 'x', '{}', 1)`,
            [bytes('019a0000-0000-7000-8000-000000000009')],
          ),
        () => run(`delete from audit_entry where actor = 'x'`),
        [{ kind: 'inserted', entryId: '019a0000-0000-7000-8000-000000000009' }],
      ],
      [
        'an entry in the middle is removed, its seal is left',
        () => run(`update audit_entry set id = ? where id = ?`, [bytes(genesisId), bytes(idOf(9))]),
        () => run(`update audit_entry set id = ? where id = ?`, [bytes(idOf(9)), bytes(genesisId)]),
        [
          { kind: 'removed', number: 9, entryId: idOf(9) },
          { kind: 'inserted', entryId: genesisId },
        ],
      ],
      [
        'an entry in the middle is removed with its seal',
        () => run(`update audit_seal set number = 900 where number = 9`),
        () => run(`update audit_seal set number = 9 where number = 900`),
        [
          { kind: 'gap', number: 9, to: 9 },
          { kind: 'gap', number: 21, to: 899 },
        ],
      ],
    ];
    assert.deepEqual(await faults(store, heads), []);
    for (const [name, plant, undo, found] of planted) {
      await plant();
      assert.deepEqual(await faults(store, heads), found, name);
      await undo();
      assert.deepEqual(await faults(store, heads), [], `${name}: undone`);
    }
  });

  test('a tail that is cut off and a chain made anew are found by the heads that were handed out, and only by them', async () => {
    const { store } = await open();
    const heads: Head[] = [];
    const sealer = sealerOf(store, 'one', heads);
    await append(store, 10);
    await sealer.runDue(noon);
    await append(store, 10);
    await sealer.runDue(noon + exportEveryMs);
    const run = (sql: string) => store.orm.em.getConnection().execute(sql, [], 'run');
    await run('delete from audit_entry where id in (select entry_id from audit_seal where number > 17)');
    await run('delete from audit_seal where number > 17');
    assert.deepEqual(await faults(store), []);
    assert.deepEqual(await faults(store, heads), [{ kind: 'truncated', number: 18, to: 20 }]);

    // The whole chain from number 12 on, as somebody would who knows how it is made.
    const pages = await store.transaction((tx) => tx.cases.auditChain.page(0, 100));
    const kept = pages.slice(0, 11).map(({ seal }) => seal);
    const forged = pages.slice(11).flatMap(({ entry }) => (entry ? [{ ...entry, actor: 'forged' }] : []));
    await run('delete from audit_seal where number > 11');
    await run(`update audit_entry set actor = 'forged' where id not in (select entry_id from audit_seal)`);
    await store.transaction((tx) => tx.cases.auditChain.seal(sealsAfter(kept.at(-1), forged, noon)));
    await append(store, 3);
    await sealerOf(store, 'one').runDue(noon + exportEveryMs);
    assert.deepEqual(await faults(store), []);
    assert.deepEqual(await faults(store, heads), [{ kind: 'rewritten', number: 20, after: 10 }]);
  });
});

const genesisId = '019a0000-0000-7000-8000-00000000000a';
const bytes = uuidToBytes;

type Run = (sql: string, params?: readonly unknown[]) => Promise<unknown>;

async function putSeals(run: Run, ...pairs: readonly (readonly [number: number, of: { readonly entryId: string }])[]) {
  // An entry has one seal at most, at every moment.
  for (const [index, [number]] of pairs.entries()) {
    await run('update audit_seal set entry_id = ? where number = ?', [
      bytes(`${genesisId.slice(0, -1)}${index}`),
      number,
    ]);
  }
  for (const [number, { entryId }] of pairs) {
    await run('update audit_seal set entry_id = ? where number = ?', [bytes(entryId), number]);
  }
}

async function append(store: OpenStore, count: number, at = noon): Promise<void> {
  await store.transaction(async (tx) => {
    for (let index = 0; index < count; index += 1) {
      const row = { actor: 'an', action: 'task.complete', subject: `case:${index}`, data: { index } };
      await tx.cases.audit.append({ ...row, id: newId(at), at });
    }
  });
}

function sealerOf(store: OpenStore, owner = 'one', heads?: Head[]): Sealer {
  const place: HeadPlace = { name: 'test', keep: async (head) => void heads?.push(head) };
  return createSealer({ store, owner, places: heads ? [place] : [] });
}

async function faults(store: OpenStore, heads: readonly Head[] = []): Promise<readonly AuditFault[]> {
  return (await verifyAudit(store, heads)).faults;
}
