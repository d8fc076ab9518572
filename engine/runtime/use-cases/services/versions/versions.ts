import type { Versions } from '../../../application/versions.ts';
import type { ServiceVersionRow } from '../../../ports/engine.ts';
import type { Tx } from '../../../ports.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../refuse.ts';
import { requireDesign } from '../allowed.ts';
import { problemsAgainst } from '../publishable.ts';
import { rollBack } from './roll-back.ts';

export function versions(context: Context): Versions {
  return { differences: differences(context), check: check(context), rollBack: rollBack(context) };
}

function differences(context: Context): Versions['differences'] {
  return async (actor, service, { from, to }) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const before = await tx.engine.services.resources((await versionOf(tx, service, from)).id);
      const after = await tx.engine.services.resources((await versionOf(tx, service, to)).id);
      const [was, is] = [byPath(before), byPath(after)];
      return [...new Map([...was, ...is])]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([path, { kind, title }]) => {
          const [old, now] = [was.get(path)?.content ?? null, is.get(path)?.content ?? null];
          return old === now ? [] : [{ path, kind, title, before: old, after: now }];
        });
    });
}

function check(context: Context): Versions['check'] {
  return async (actor, service, version) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const { id } = await versionOf(tx, service, version);
      return await problemsAgainst(context, tx, await tx.engine.services.resources(id));
    });
}

/** @throws Refusal 404 where there is no such version, or no draft */
export async function versionOf(tx: Tx, service: string, version: number): Promise<ServiceVersionRow> {
  const row = await tx.engine.services.version(service, version);
  if (!row) throw refusal('NOT_FOUND');
  return row;
}

function byPath<R extends { readonly path: string }>(resources: readonly R[]): ReadonlyMap<string, R> {
  return new Map(resources.map((resource) => [resource.path, resource]));
}
