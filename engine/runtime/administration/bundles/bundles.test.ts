import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { it } from 'node:test';
import fc from 'fast-check';
import { readArchive, writeArchive } from '#engine/bundles/archive.ts';
import { contentsOf, manifestText } from '#engine/bundles/manifest.ts';
import { openArchive } from '#engine/bundles/open-bundle.ts';
import type { Actor } from '#engine/runtime/application/common.ts';
import type { DemoPack } from '#engine/runtime/use-cases/application.ts';
import { createApplication } from '#engine/runtime/use-cases/create-application.ts';
import { applicationsOf, type TestApplication } from '#test/support/application.ts';
import { databaseNames, forEachDatabase, openTestDatabase } from '#test/support/databases.ts';
import { bundleCrypto, ownPublicKey, signatureFor } from './signing.ts';

const whole = { service: '', drafts: false } as const;
const key = 'citizen-feedback';
const note = 'Theo quyết định 12/QĐ-UBND';
const reason = 'Đã đối chiếu với bản giấy';
const sure = { choices: [], note, reason };

/** A service of one step: what a bundle does with it is what it does with a larger one, only sooner. */
const small = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1" id="d" targetNamespace="https://wardflow.org/small">
  <bpmn:process id="citizen-feedback" name="Nhỏ" isExecutable="true">
    <bpmn:startEvent id="asked" wardflow:form="report" /><bpmn:endEvent id="answered" />
    <bpmn:userTask id="verify" name="Xác minh, phân loại" wardflow:form="verify" wardflow:unit="IOC" wardflow:role="ioc_operator" wardflow:stage="moi" />
    <bpmn:sequenceFlow id="a" sourceRef="asked" targetRef="verify" /><bpmn:sequenceFlow id="b" sourceRef="verify" targetRef="answered" />
  </bpmn:process>
</bpmn:definitions>
`;

/** The demo city with that service in place of the one that ships. */
function withSmallService(shipped: DemoPack): DemoPack {
  const files = shipped.services[key] ?? {};
  const kept = ['pack.json', 'messages.json', 'forms/report.form.json', 'forms/verify.form.json', 'README.md'];
  const own = Object.fromEntries(kept.map((path) => [path, files[path] ?? '']));
  return { ...shipped, services: { [key]: { ...own, [`${key}.bpmn`]: small } } };
}

const entriesOf = (bytes: Uint8Array) =>
  new Map(readArchive(bytes).map(({ name, bytes: content }) => [name, Buffer.from(content).toString('utf8')]));

/** Another bundle by whoever has these secrets, of the same with some texts changed. */
function bundleOf(
  { deps }: Pick<TestApplication, 'deps'>,
  texts: ReadonlyMap<string, string>,
  base: string | null = null,
): Uint8Array {
  const inside = new Map([...texts].filter(([name]) => name.includes('/')));
  const facts = { version: '9', kind: 'configuration', at: 0, by: 'Lam Hải', base } as const;
  const manifest = manifestText(facts, contentsOf(inside, bundleCrypto.sha256));
  const all = [...inside, ['manifest.json', manifest], ['signature.json', signatureFor(deps.secrets, 'X', manifest)]];
  return writeArchive(all.map(([name = '', text = '']) => ({ name, bytes: new TextEncoder().encode(text) })));
}

async function takenIn(test: TestApplication, actor: Actor, bytes: Uint8Array, order: Partial<typeof sure> = {}) {
  const { bundles } = test.wardflow.application;
  const given = { bytes, choices: order.choices ?? [] };
  const { seen } = await bundles.preview(actor, given);
  return await bundles.takeIn(actor, { ...given, seen, note, reason: order.reason ?? '' });
}

forEachDatabase((name, open) => {
  const opened = applicationsOf(open);
  const start = async (pack: (shipped: DemoPack) => DemoPack = withSmallService) => {
    const { test, store } = await opened({ pack });
    const { bundles, services } = test.wardflow.application;
    const administrator = await test.as('quantri');
    const exported = async (order: { service: string; drafts: boolean } = whole) =>
      (await bundles.exportBundle(administrator, order)).bytes;
    return { test, store, bundles, services, administrator, exported };
  };

  it('what goes out comes in anywhere, and goes out from there as the same bytes', async () => {
    const { test, exported } = await start((shipped) => shipped);
    const bytes = await exported();
    assert.deepEqual(await exported(), bytes);
    // The other kind of database, where this run knows one.
    const other = await openTestDatabase(databaseNames.find((one) => one !== name) ?? name);
    try {
      const secrets = { masterKey: randomBytes(32), hmacKey: randomBytes(32) };
      const empty = createApplication({ ...test.deps, store: other.store, secrets, clock: () => 1 });
      const opening = openArchive(bytes, bundleCrypto);
      const { taken } = await empty.bundles.takeIn(opening, sure);
      assert.deepEqual(taken.length, 17);
      assert.deepEqual(Buffer.from((await empty.bundles.exportBundle(whole)).bytes), Buffer.from(bytes));
      assert.deepEqual((await empty.bundles.takeIn(opening, sure)).taken, []);
      const again = await other.store.transaction((tx) => tx.engine.services.draft(key));
      assert.deepEqual([again?.revision, again?.basedOn], [1, 0]);
      // Whatever a service holds: it stays what it is on the way.
      const texts = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0') && text.isWellFormed());
      const files = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.tuple(texts, fc.jsonValue()), { maxKeys: 4 });
      await fc.assert(
        fc.asyncProperty(fc.stringMatching(/^r[a-z0-9-]{1,12}$/), files, async (service, made) => {
          const pack = JSON.parse(entriesOf(bytes).get(`services/${key}/pack.json`) ?? '') as object;
          const content = new Map([[`services/${service}/pack.json`, JSON.stringify({ ...pack, key: service })]]);
          for (const [path, [text, value]] of Object.entries(made)) {
            content.set(`services/${service}/${path}.bpmn`, text);
            content.set(`services/${service}/forms/${path}.form.json`, JSON.stringify(value));
          }
          const laid = openArchive(bundleOf(test, content), bundleCrypto);
          const choices = [{ item: `services/${service}`, does: 'take', key: '' }] as const;
          await empty.bundles.takeIn(laid, { ...sure, choices });
          const out = await empty.bundles.exportBundle({ service, drafts: true });
          const back = openArchive(out.bytes, bundleCrypto);
          assert.deepEqual(back.texts, laid.texts);
          assert.deepEqual((await empty.bundles.takeIn(back, sure)).taken, []);
          assert.deepEqual((await empty.bundles.exportBundle({ service, drafts: true })).bytes, out.bytes);
        }),
        { numRuns: 4 },
      );
    } finally {
      await other.drop();
    }
  });

  it('a service comes in as a draft with what stands against it; what is in force stays', async () => {
    const { test, services, administrator, exported } = await start();
    const texts = entriesOf(await exported({ service: key, drafts: false }));
    const path = `services/${key}/${key}.bpmn`;
    const drawing = texts.get(path)?.replace('wardflow:unit="IOC"', 'wardflow:unit="NOWHERE"') ?? '';
    const changed = bundleOf(test, new Map([...texts, [path, drawing]]));
    const look = await test.wardflow.application.bundles.preview(administrator, { bytes: changed, choices: [] });
    const [item] = look.items;
    assert.deepEqual([item?.state, item?.does], ['changed', 'take']);
    assert.deepEqual(
      item?.files.flatMap(({ differences }) => differences.map(({ what, of }) => [what, of])),
      [['changed', 'Xác minh, phân loại (verify)']],
    );
    assert.deepEqual(
      item?.problems.filter(({ code }) => code === 'UNIT_NOT_HERE').map(({ element }) => element),
      ['verify'],
    );
    const taken = await takenIn(test, administrator, changed);
    assert.deepEqual([taken.taken, taken.drafts], [[`services/${key}`], [key]]);
    const detail = await services.get(administrator, key);
    assert.deepEqual([detail.version, detail.draft?.basedOn, detail.draft?.revision], [1, 1, 1]);
    assert.equal((await services.resource(administrator, key, 1, `${key}.bpmn`)).content.includes('NOWHERE'), false);
    assert.deepEqual((await takenIn(test, administrator, changed)).taken, []);
    // Worked on since: whoever plays the same bundle again undoes nothing.
    await services.save(administrator, key, { revision: 1, path: 'README.md', content: '# Sửa sau\n' });
    assert.deepEqual((await takenIn(test, administrator, changed)).taken, []);
    assert.equal((await services.get(administrator, key)).draft?.revision, 2);
  });

  it('texts of the city come in as one change, or not at all', async () => {
    const { test, store, bundles, administrator, exported } = await start();
    const texts = entriesOf(await exported());
    const [units, roles] = ['city/units.json', 'city/roles.json'] as const;
    const named = (texts.get(units) ?? '').replace('Sở Xây dựng', 'Sở Xây dựng và Đô thị');
    const broken = (texts.get(roles) ?? '').replace('"unit_head"', '"head_of_unit"');
    const bad = bundleOf(test, new Map([...texts, [units, named], [roles, broken]]));
    const look = await bundles.preview(administrator, { bytes: bad, choices: [] });
    assert.ok(look.faults.length > 0);
    await assert.rejects(takenIn(test, administrator, bad), { code: 'CITY_HAS_FAULTS' });
    const good = bundleOf(test, new Map([...texts, [units, named]]));
    const before = await store.transaction((tx) => tx.cases.reference.stamp());
    const fresh = await bundles.preview(administrator, { bytes: good, choices: [] });
    const city = fresh.items.filter(({ state }) => state !== 'same');
    assert.deepEqual(
      city.map(({ item, files }) => [item, files[0]?.differences.map(({ of, part }) => `${of} ${part}`)]),
      [[units, ['Sở Xây dựng và Đô thị (SXD) name.vi']]],
    );
    assert.equal(await store.transaction((tx) => tx.cases.reference.stamp()), before);
    assert.deepEqual((await takenIn(test, administrator, good)).taken, [units]);
    const changes = await test.wardflow.application.organisation.unitChanges(administrator);
    assert.equal(changes[0]?.note, note);
    // Somebody looks, somebody else changes: what was looked at is not carried out any more.
    const stale = { bytes: good, choices: [], note, reason: '', seen: fresh.seen };
    await assert.rejects(bundles.takeIn(administrator, stale), { code: 'BUNDLE_SEEN_OTHERWISE' });
  });

  // What follows decides and does not store: one kind of database says enough.
  if (name !== databaseNames[0]) return;

  it('what was changed on both sides wants a decision; a copy under a new key takes nothing away', async () => {
    const { test, bundles, services, administrator, exported } = await start();
    const texts = entriesOf(await exported({ service: key, drafts: false }));
    const path = 'forms/verify.form.json';
    const mine = await services.resource(administrator, key, 1, path);
    const content = mine.content.replace('"Xác minh, phân loại"', '"Của tôi"');
    await services.save(administrator, key, { revision: null, path, content });
    const theirs = texts.get(`services/${key}/${path}`)?.replace('"Xác minh, phân loại"', '"Của họ"') ?? '';
    const bytes = bundleOf(test, new Map([...texts, [`services/${key}/${path}`, theirs]]));
    const look = await bundles.preview(administrator, { bytes, choices: [] });
    assert.deepEqual(
      look.items.map(({ state, does, files }) => [state, does, files[0]?.differences[0]?.before]),
      [['conflict', 'undecided', 'Của tôi']],
    );
    await assert.rejects(takenIn(test, administrator, bytes), { code: 'BUNDLE_UNDECIDED' });
    const item = `services/${key}`;
    const kept = await takenIn(test, administrator, bytes, { choices: [{ item, does: 'keep', key: '' }] as never });
    assert.deepEqual(kept.taken, []);
    const copy = [{ item, does: 'copy', key: 'phan-anh-moi' }] as never;
    assert.deepEqual((await takenIn(test, administrator, bytes, { choices: copy })).drafts, ['phan-anh-moi']);
    const copied = await services.resource(administrator, 'phan-anh-moi', 0, 'pack.json');
    assert.equal((JSON.parse(copied.content) as { key: string }).key, 'phan-anh-moi');
    await assert.rejects(takenIn(test, administrator, bytes, { choices: copy }), { code: 'SERVICE_EXISTS' });
    assert.equal((await services.resource(administrator, key, 0, path)).content, content);
    await takenIn(test, administrator, bytes, { choices: [{ item, does: 'take', key: '' }] as never });
    assert.ok((await services.resource(administrator, key, 0, path)).content.includes('Của họ'));
  });

  it('a unit that a bundle leaves out is not lost, and rights come in only at the machine', async () => {
    const { test, bundles, administrator, exported } = await start();
    const texts = entriesOf(await exported());
    const streets = JSON.stringify({ ...(JSON.parse(texts.get('city/roles.json') ?? '') as object), roles: [] });
    const without = bundleOf(test, new Map([...texts, ['city/roles.json', streets]]));
    const { faults } = await bundles.preview(administrator, { bytes: without, choices: [] });
    assert.ok(faults.length > 0);
    const access = (texts.get('city/access.json') ?? '').replace('"role": "administrator"', '"role": "officer"');
    const more = bundleOf(test, new Map([...texts, ['city/access.json', access]]));
    const choices = [{ item: 'city/access.json', does: 'take', key: '' }] as never;
    const look = await bundles.preview(administrator, { bytes: more, choices });
    assert.deepEqual(
      look.items.filter(({ state }) => state !== 'same').map(({ item, does, closed }) => [item, does, closed]),
      [['city/access.json', 'keep', 'machine']],
    );
    const desk = await test.wardflow.bundles.preview(openArchive(more, bundleCrypto), choices);
    assert.equal(desk.items.find(({ item }) => item === 'city/access.json')?.does, 'take');
  });

  it('whose hand it is counts: own, trusted, or said why', async () => {
    const { test, bundles, administrator, exported } = await start();
    const texts = entriesOf(await exported({ service: key, drafts: false }));
    const stranger = { deps: { ...test.deps, secrets: { masterKey: randomBytes(32), hmacKey: randomBytes(32) } } };
    const path = `services/${key}/README.md`;
    const version = (text: string) => bundleOf(stranger, new Map([...texts, [path, text]]));
    const first = version('# Một\n');
    assert.equal((await bundles.preview(administrator, { bytes: first, choices: [] })).signer.state, 'unknown');
    await assert.rejects(takenIn(test, administrator, first), { code: 'BUNDLE_NOT_TRUSTED' });
    await takenIn(test, administrator, first, { reason });
    const trusted = { key: ownPublicKey(stranger.deps.secrets), name: 'Thành phố bên' };
    const { revision, keys } = await bundles.saveKeys(administrator, { keys: [trusted], revision: 0, note });
    assert.deepEqual([revision, keys[0]?.name], [1, 'Thành phố bên']);
    await assert.rejects(bundles.saveKeys(administrator, { keys: [], revision: 0, note }), { code: 'CITY_CHANGED' });
    const wrong = { keys: [{ key: 'abc', name: '' }], revision: 1, note };
    await assert.rejects(bundles.saveKeys(administrator, wrong), { code: 'INVALID_FIELDS' });
    const second = version('# Hai\n');
    assert.equal((await bundles.preview(administrator, { bytes: second, choices: [] })).signer.state, 'trusted');
    await takenIn(test, administrator, second);
    const { exchanges } = await bundles.book(administrator);
    assert.deepEqual(
      exchanges.map(({ direction, note: said }) => [direction, said]),
      [
        ['in', note],
        ['in', `${note} (${reason})`],
        ['out', ''],
      ],
    );
    // No bundle carries whom this city trusts.
    assert.ok(![...entriesOf(await exported()).keys()].some((one) => one.includes('keys')));
  });

  it('what is hostile or damaged is refused by name, and nothing is written', async () => {
    const { test, store, bundles, administrator, exported } = await start();
    const bytes = await exported({ service: key, drafts: false });
    const state = () =>
      store.transaction(async (tx) => [
        await tx.cases.reference.stamp(),
        (await tx.engine.services.all()).length,
        (await tx.cases.bundles.latest(10)).length,
      ]);
    const before = await state();
    const refused = async (given: Uint8Array) => {
      const error = await bundles.preview(administrator, { bytes: given, choices: [] }).then(
        () => undefined,
        (cause: { code: string; fields: readonly { path: string }[] }) => cause,
      );
      return error && [error.code, error.fields[0]?.path];
    };
    const texts = entriesOf(bytes);
    const withEntry = (path: string, text: string) => bundleOf(test, new Map([...texts, [path, text]]));
    assert.deepEqual(await refused(withEntry(`services/${key}/x.exe`, 'MZ')), [
      'BUNDLE_REFUSED',
      `services/${key}/x.exe`,
    ]);
    assert.deepEqual(await refused(withEntry('city/accounts.json', '{}')), ['BUNDLE_REFUSED', 'city/accounts.json']);
    assert.deepEqual(await refused(withEntry(`services/${key}/pack.json`, '{"key": "other"}')), [
      'BUNDLE_REFUSED',
      `services/${key}/pack.json`,
    ]);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const other = bytes.slice();
        other[at] = (other[at] ?? 0) ^ by;
        assert.equal((await refused(other))?.[0], 'BUNDLE_REFUSED');
      }),
      { numRuns: 8 },
    );
    assert.deepEqual(await state(), before);
  });

  it('nobody without the right exchanges configurations', async () => {
    const { test, bundles, exported } = await start();
    const bytes = await exported();
    const officer = await test.as('lamdong.ktht.canbo');
    await assert.rejects(bundles.book(officer), { code: 'FORBIDDEN' });
    await assert.rejects(bundles.exportBundle(officer, whole), { code: 'FORBIDDEN' });
    await assert.rejects(bundles.preview(officer, { bytes, choices: [] }), { code: 'FORBIDDEN' });
    await assert.rejects(bundles.takeIn(officer, { bytes, choices: [], seen: '', note, reason }), {
      code: 'FORBIDDEN',
    });
    await assert.rejects(bundles.saveKeys(officer, { keys: [], revision: 0, note }), { code: 'FORBIDDEN' });
  });
});
