/** Whose bundles are trusted, and what went out and came in. */
import type { BundleBook, TrustedKeysChange } from '../../application/bundles.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { noteOf } from '../city/save-texts.ts';
import type { Hand } from './hand.ts';
import { keyIdOf, ownPublicKey } from './signing.ts';
import { keysFile, keysText, trustedKeys } from './trusted-keys.ts';

const shownMax = 100;

export async function bookOf(context: Context, tx: Tx): Promise<BundleBook> {
  const { city } = await context.cities.current(tx);
  const { keys, revision } = await trustedKeys(tx);
  const key = ownPublicKey(context.secrets);
  const rows = await tx.cases.bundles.latest(shownMax);
  const people = await tx.cases.accounts.byUsernames([...new Set(rows.map(({ actor }) => actor))]);
  const names = new Map(people.map(({ username, displayName }) => [username, displayName]));
  const versions = await tx.engine.services.all();
  const services = [...new Map(versions.toReversed().map(({ service, name }) => [service, name]))];
  return {
    ownKey: { key, name: city.province.name.vi, id: keyIdOf(key) },
    keys: keys.map((one) => ({ ...one, id: keyIdOf(one.key) })),
    revision,
    services: services
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, name]) => ({
        code,
        name,
        hasDraft: versions.some(({ service, version }) => service === code && version === 0),
      })),
    exchanges: rows.map(({ id, at, actor, direction, kind, digest, keyId, note }) => ({
      ...{ id, at, direction, kind, digest, keyId, note },
      by: names.get(actor) ?? actor,
    })),
  };
}

/** @throws Refusal 409 `CITY_CHANGED`, 422 by field */
export async function saveKeys(
  context: Context,
  tx: Tx,
  { by }: Hand,
  { keys, revision, note: typed }: TrustedKeysChange,
): Promise<BundleBook> {
  const note = noteOf(typed);
  const content = keysText(keys);
  const now = context.clock();
  const { reference } = tx.cases;
  const before = (await reference.all()).find(({ kind }) => kind === keysFile);
  if ((before?.revision ?? 0) !== revision) throw refusal('CITY_CHANGED', { by: '', at: '' });
  if (before === undefined) await reference.put({ kind: keysFile, content, revision: 1 });
  else if (!(await reference.replace({ kind: keysFile, content, revision })))
    throw refusal('CITY_CHANGED', { by: '', at: '' });
  await reference.keepChange({ kind: keysFile, content, revision: revision + 1, note, changedAt: now, changedBy: by });
  const data = { revision: revision + 1, keys: keys.map(({ key }) => keyIdOf(key.trim())) };
  await audit(context, tx, { actor: by, action: 'bundle.trust', subject: `reference:${keysFile}`, data }, now);
  return await bookOf(context, tx);
}
