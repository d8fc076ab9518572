/** Configurations out and in, for who may, on the screens and at the machine. */
import { archiveBytesMax } from '#engine/bundles/archive.ts';
import { BundleFault } from '#engine/bundles/fault.ts';
import { type OpenBundle, openArchive } from '#engine/bundles/open-bundle.ts';
import { parsePack } from '#engine/cases/service-pack.ts';
import type {
  BundleChoice,
  BundleFile,
  BundleItem,
  BundleOrder,
  BundlePreview,
  Bundles,
  BundleTaken,
} from '../../application/bundles.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { keyedHash } from '../../use-cases/vault.ts';
import { faultsRefusal } from '../city/save-texts.ts';
import { bookOf, saveKeys } from './book.ts';
import { exportBundle, type WrittenBundle } from './export-bundle.ts';
import { type Hand, handOf, machineHand } from './hand.ts';
import { type CityAfter, cityAfter, serviceProblems } from './judge.ts';
import { type PlannedItem, planOf } from './plan.ts';
import { bundleCrypto } from './signing.ts';
import { takeIn } from './take-in.ts';
import { signerOf } from './trusted-keys.ts';

export function bundles(context: Context): Bundles {
  const within = <T>(actor: Parameters<Bundles['book']>[0], work: (tx: Tx, hand: Hand) => Promise<T>): Promise<T> =>
    refusing(() => context.store.transaction(async (tx) => await work(tx, await handOf(context, tx, actor))));
  return {
    book: (actor) => within(actor, (tx) => bookOf(context, tx)),
    exportBundle: (actor, order) => within(actor, (tx, hand) => exportBundle(context, tx, hand, order)),
    preview: (actor, { bytes, choices }) =>
      within(actor, async (tx, hand) => await preview(context, tx, hand, { bundle: opened(bytes), choices })),
    takeIn: (actor, { bytes, choices, seen, note, reason }) =>
      within(actor, async (tx, hand) => {
        const bundle = opened(bytes);
        const plan = await planOf(tx, hand, bundle, choices);
        if (seen !== (await seenOf(context, tx, bundle, plan))) throw refusal('BUNDLE_SEEN_OTHERWISE');
        return await takeIn(context, tx, hand, {
          bundle,
          plan,
          note,
          reason,
          signer: await signerOf(context, tx, bundle.signature),
        });
      }),
    saveKeys: (actor, change) => within(actor, (tx, hand) => saveKeys(context, tx, hand, change)),
  };
}

/** For whoever works at the machine itself. */
export interface BundleDesk {
  /** @throws BundleFault, Refusal */
  exportBundle(order: BundleOrder): Promise<WrittenBundle>;
  preview(bundle: OpenBundle, choices: readonly BundleChoice[]): Promise<BundlePreview>;
  takeIn(bundle: OpenBundle, order: DeskTaking): Promise<BundleTaken>;
}

export interface DeskTaking {
  readonly choices: readonly BundleChoice[];
  readonly note: string;
  readonly reason: string;
}

export function bundleDesk(context: Context, by: string): BundleDesk {
  const hand = machineHand(by);
  const { store } = context;
  return {
    exportBundle: (order) => store.transaction((tx) => exportBundle(context, tx, hand, order)),
    preview: (bundle, choices) => store.transaction((tx) => preview(context, tx, hand, { bundle, choices })),
    takeIn: (bundle, { choices, note, reason }) =>
      store.transaction(async (tx) => {
        const plan = await planOf(tx, hand, bundle, choices);
        const signer = await signerOf(context, tx, bundle.signature);
        return await takeIn(context, tx, hand, { bundle, plan, note, reason, signer });
      }),
  };
}

function opened(bytes: Uint8Array): OpenBundle {
  if (bytes.length > archiveBytesMax) throw new BundleFault('TOO_LARGE', '', { max: archiveBytesMax });
  return openArchive(bytes, bundleCrypto);
}

/** What is wrong with a bundle is the caller's to mend: told by entry, in both languages. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BundleFault)) throw error;
    const { entry, vi, en } = error;
    throw refusal('BUNDLE_REFUSED', {}, [{ path: entry, rule: 'CITY_FAULT', params: { vi, en } }]);
  }
}

async function preview(
  context: Context,
  tx: Tx,
  hand: Hand,
  { bundle, choices }: { readonly bundle: OpenBundle; readonly choices: readonly BundleChoice[] },
): Promise<BundlePreview> {
  const plan = await planOf(tx, hand, bundle, choices);
  const after = await cityAfter(tx, plan);
  const items: BundleItem[] = [];
  for (const item of plan) items.push(await itemView(context, tx, item, after));
  const { manifest, contents } = bundle;
  const city = contents.lines.some(({ path }) => path.startsWith('city/'));
  return {
    digest: contents.digest,
    kind: manifest?.kind ?? (city ? 'configuration' : 'service'),
    made: manifest === null ? null : { ...manifest.made, version: manifest.version },
    signer: await signerOf(context, tx, bundle.signature),
    items,
    faults: faultViews(after),
    changes: plan.some(({ does }) => does === 'take' || does === 'copy'),
    seen: await seenOf(context, tx, bundle, plan),
  };
}

const differencesMax = 100;

async function itemView(context: Context, _tx: Tx, item: PlannedItem, after: CityAfter): Promise<BundleItem> {
  const { file, service, texts, key, does, closed, state } = item;
  const { pack } = file === undefined ? parsePack(texts.get(`services/${key}/pack.json`)) : {};
  const comes = file === undefined && does !== 'keep' && state !== 'same';
  return {
    item: item.item,
    kind: file === undefined ? 'service' : 'city',
    name: service === '' ? null : (pack?.name ?? null),
    state,
    does,
    closed,
    files: item.entries
      .filter((entry) => entry.state !== 'same')
      .map(
        ({ name, state: own, differences }): BundleFile => ({
          name,
          state: own,
          differences: differences.slice(0, differencesMax),
          more: Math.max(differences.length - differencesMax, 0),
        }),
      ),
    problems: comes ? await serviceProblems(context, item, after.city) : [],
  };
}

/** As they are told where they stop an import. */
function faultViews({ faults }: CityAfter): BundlePreview['faults'] {
  return faultsRefusal(faults).fields.map(({ path, params = {} }) => ({
    path,
    message: { vi: String(params['vi'] ?? ''), en: String(params['en'] ?? '') },
  }));
}

/** Of this bundle with these decisions, over what stands here now: nobody else can say that it was looked at. */
async function seenOf(
  context: Context,
  tx: Tx,
  { contents }: OpenBundle,
  plan: readonly PlannedItem[],
): Promise<string> {
  const decisions = plan.map(({ item, does, key, state }) => `${item} ${does} ${key} ${state}`);
  const rows = (await tx.cases.reference.all()).map(({ kind, revision }) => `${kind}:${revision}`).toSorted();
  const drafts = (await tx.engine.services.all()).map(
    ({ service, version, revision }) => `${service}:${version}:${revision}`,
  );
  return keyedHash(context.secrets, 'bundle-seen', [contents.digest, ...decisions, ...rows, ...drafts].join('\n'));
}
