/** What tests of operations look at, and versions and rights that the demo does not have. */
import assert from 'node:assert/strict';
import type { State } from '#engine/core/state.ts';
import type { Variables } from '#engine/core/values.ts';
import type { CaseRow } from '#engine/runtime/ports/case-rows.ts';
import type { Store, Tx } from '#engine/runtime/ports.ts';
import type { TestApplication } from './application.ts';

const service = 'citizen-feedback';
const diagram = 'citizen-feedback.bpmn';

export function instanceIds(store: Store): Promise<readonly string[]> {
  return store.transaction((tx) => tx.engine.instances.page(null, 10_000));
}

/** Every journal gives the saved state again, byte for byte. */
export async function allReplay({ wardflow }: Pick<TestApplication, 'wardflow'>, store: Store): Promise<void> {
  for (const id of await instanceIds(store)) {
    const { replayed, saved } = await store.transaction((tx) => wardflow.kernel.replay(tx, id));
    assert.equal(replayed, saved);
  }
}

export async function variablesOf(store: Store, id: string): Promise<Variables> {
  const row = await store.transaction((tx) => tx.engine.instances.byId(id));
  const state = JSON.parse(row?.snapshot ?? '') as State;
  return state.scopes[state.root]?.variables ?? {};
}

/** The case of the oldest instance. */
export async function caseOfFirst(store: Store, tx?: Tx): Promise<CaseRow> {
  const read = async (within: Tx) => {
    const [id = ''] = await within.engine.instances.page(null, 1);
    return await within.cases.records.byInstance(id);
  };
  const found = tx === undefined ? await store.transaction(read) : await read(tx);
  assert.ok(found);
  return found;
}

/** A new version in which one element has another id, and all else is as it was. */
export async function publishRenamed(test: TestApplication, element: string, renamed: string): Promise<void> {
  await publishChanged(test, (content) => content.replaceAll(new RegExp(`"${element}(_di)?"`, 'g'), `"${renamed}$1"`));
}

/** @param path of the changed file; left out: the diagram */
export async function publishChanged(
  test: TestApplication,
  change: (content: string) => string,
  path = diagram,
): Promise<void> {
  const { services } = test.wardflow.application;
  const admin = await test.as('quantri');
  const { versions } = await services.get(admin, service);
  const newest = Math.max(...versions.map(({ version }) => version));
  const { content } = await services.resource(admin, service, newest, path);
  await services.save(admin, service, { revision: null, path, content: change(content) });
  await services.publish(admin, service, 'Đổi sơ đồ');
}

/** Heads of units may see and operate the cases of their unit. */
export async function letHeadsOperate(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    const row = (await tx.cases.reference.all()).find(({ kind }) => kind === 'access.json');
    assert.ok(row);
    const access = JSON.parse(row.content) as { rules: object[] };
    const reason = { vi: 'Thử', en: 'Test' };
    // biome-ignore lint/suspicious/noTemplateCurlyInString: claims are written like this in the rules' JSON
    const conditions = { unit: '${post.unit}' };
    for (const action of ['read', 'operate']) {
      access.rules.push({ role: 'unit_head', action, subject: 'Instance', conditions, reason });
    }
    await tx.cases.reference.put({ ...row, content: JSON.stringify(access), revision: row.revision + 1 });
  });
}
