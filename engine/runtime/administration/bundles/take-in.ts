/** A bundle comes in: all that was chosen in the caller's transaction, or nothing. Services come as drafts, never live. */
import { manifestText } from '#engine/bundles/manifest.ts';
import type { OpenBundle } from '#engine/bundles/open-bundle.ts';
import { parsePack } from '#engine/cases/service-pack.ts';
import type { Instant } from '#engine/core/values.ts';
import type { BundleSigner, BundleTaken, BundleTaking } from '../../application/bundles.ts';
import type { ServiceResourceRow, ServiceVersionRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { markOwnCity } from '../../use-cases/seed/store-pack.ts';
import { authorsOf } from '../../use-cases/services/draft.ts';
import { nameOf } from '../../use-cases/tasks/find-task.ts';
import { faultsRefusal, noteOf, writeTexts } from '../city/save-texts.ts';
import { storeCity } from '../city-book.ts';
import type { Hand } from './hand.ts';
import { cityAfter, resourcesOf } from './judge.ts';
import type { PlannedItem } from './plan.ts';

export interface Taking extends Pick<BundleTaking, 'note' | 'reason'> {
  readonly bundle: OpenBundle;
  readonly plan: readonly PlannedItem[];
  readonly signer: BundleSigner;
}

/** @throws Refusal 409, 422: see `Bundles.takeIn` */
export async function takeIn(context: Context, tx: Tx, hand: Hand, taking: Taking): Promise<BundleTaken> {
  const { bundle, plan, signer } = taking;
  const { digest } = bundle.contents;
  const undecided = plan.filter(({ does }) => does === 'undecided');
  if (undecided.length > 0) {
    const fields = undecided.map(({ item }) => ({ path: `choices.${item}`, rule: 'required' }));
    throw refusal('BUNDLE_UNDECIDED', { count: undecided.length }, fields);
  }
  const wanted = plan.filter(({ does }) => does === 'take' || does === 'copy');
  if (wanted.length === 0) return { digest, taken: [], drafts: [] };
  const trusted = signer.state === 'own' || signer.state === 'trusted';
  const reason = taking.reason.trim();
  if (!trusted && reason === '') throw refusal('BUNDLE_NOT_TRUSTED', {}, [{ path: 'reason', rule: 'required' }]);
  const note = noteOf(taking.note);
  const { faults } = await cityAfter(tx, plan);
  if (faults.length > 0) throw faultsRefusal(faults);
  await takeCity(context, tx, hand, { wanted, note });
  const services = wanted.filter(({ file }) => file === undefined);
  for (const item of services) await takeService(context, tx, hand, item);
  const drafts = services.map(({ key }) => key);
  await keep(context, tx, hand, { ...taking, note: trusted ? note : `${note} (${reason})`.slice(0, 500), wanted });
  return { digest, taken: wanted.map(({ item }) => item), drafts };
}

async function takeCity(
  context: Context,
  tx: Tx,
  hand: Hand,
  { wanted, note }: { readonly wanted: readonly PlannedItem[]; readonly note: string },
): Promise<void> {
  const rows = await tx.cases.reference.all();
  const revisions = new Map(rows.map(({ kind, revision }) => [kind, revision]));
  const texts = wanted.flatMap(({ file, item, texts: own }) =>
    file === undefined ? [] : [{ file, content: own.get(item) ?? '', revision: revisions.get(file) ?? 0 }],
  );
  if (texts.length === 0) return;
  if (rows.length > 0) await writeTexts(context, tx, { texts, note, by: hand.by });
  else {
    const now = context.clock();
    await storeCity(tx, Object.fromEntries(texts.map(({ file, content }) => [file, content])), now);
    await markOwnCity(tx, now);
  }
}

async function takeService(context: Context, tx: Tx, hand: Hand, item: PlannedItem): Promise<void> {
  const now = context.clock();
  const files = resourcesOf(item);
  const pack = parsePack(files.find(({ path }) => path === 'pack.json')?.content).pack;
  const name = pack?.name ?? { vi: item.key, en: item.key };
  const draft = await tx.engine.services.draft(item.key);
  if (draft === undefined) await newDraft(context, tx, { hand, key: item.key, name, files, now });
  else await overDraft(tx, hand, { draft, files, name, now });
  const event = { actor: hand.by, action: 'service.import', subject: `service:${item.key}` };
  await audit(context, tx, event, now);
}

interface Arriving {
  readonly files: readonly ServiceResourceRow[];
  readonly name: ServiceVersionRow['name'];
  readonly now: Instant;
}

async function newDraft(
  context: Context,
  tx: Tx,
  { hand: { by }, key, name, files, now }: Arriving & { readonly hand: Hand; readonly key: string },
): Promise<void> {
  const newest = await tx.engine.services.newest(key);
  const made = { createdAt: now, createdBy: by, savedAt: now, savedBy: by, authors: [by] };
  const published = { publishedAt: null, publishedBy: '', heldAt: newest?.heldAt ?? null };
  const row = { id: context.newId(now), service: key, version: 0, state: 'draft', revision: 1, note: '' } as const;
  await tx.engine.services.insert({ ...row, ...made, ...published, basedOn: newest?.version ?? 0, name }, files);
}

/** File by file on the draft that is there: whoever has it open is told that it was changed. */
async function overDraft(
  tx: Tx,
  { by }: Hand,
  { draft, files, name, now }: Arriving & { readonly draft: ServiceVersionRow },
): Promise<void> {
  const { services } = tx.engine;
  const authors = [...new Set([...authorsOf(draft), by])];
  let { revision } = draft;
  const next = async (write: (change: Parameters<typeof services.rename>[0]) => Promise<boolean>) => {
    const done = await write({ id: draft.id, revision, at: now, by, authors });
    if (!done) throw refusal('DRAFT_CHANGED', { by: await nameOf(tx, draft.savedBy) });
    revision += 1;
  };
  const known = new Map((await services.resources(draft.id)).map((one) => [one.path, one.content]));
  await next((change) => services.rename(change, name));
  for (const file of files) {
    if (known.get(file.path) !== file.content) await next((change) => services.saveResource(change, file));
    known.delete(file.path);
  }
  for (const path of known.keys()) await next((change) => services.removeResource(change, path));
}

async function keep(
  context: Context,
  tx: Tx,
  hand: Hand,
  { bundle, note, wanted, signer }: Taking & { readonly wanted: readonly PlannedItem[] },
): Promise<void> {
  const at = context.clock();
  const { contents, raw, manifest } = bundle;
  const kind =
    manifest?.kind ?? (contents.lines.some(({ path }) => path.startsWith('city/')) ? 'configuration' : 'service');
  const facts = { version: context.config.version ?? '0', kind, at, by: '', base: null };
  // Of an older format it is told by what it has become.
  const asIs = manifest !== null && raw.signature !== '';
  const kept = asIs
    ? { manifest: raw.manifest, signature: raw.signature }
    : { manifest: manifestText(facts, contents), signature: '' };
  const row = { id: context.newId(at), at, actor: hand.by, direction: 'in', kind, digest: contents.digest } as const;
  await tx.cases.bundles.insert({ ...row, keyId: signer.keyId, note, ...kept });
  const items = wanted.map(({ item, does, key }) => (does === 'copy' ? `${item}=${key}` : item));
  const data = { digest: contents.digest, signature: signer.state, key: signer.keyId, items };
  await audit(context, tx, { actor: hand.by, action: 'bundle.import', subject: `bundle:${contents.digest}`, data }, at);
}
