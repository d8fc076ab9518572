/**
 * A state of the configuration has one bundle: whoever first gives it out, or brings it here, says when and by whom it was
 * made, and whoever exports the same again gets the same bytes, on any installation that it has come to.
 */
import { writeArchive } from '#engine/bundles/archive.ts';
import { manifestName, placeOf, signatureName } from '#engine/bundles/entry-names.ts';
import { BundleFault } from '#engine/bundles/fault.ts';
import {
  type BundleKind,
  type Contents,
  contentsOf,
  format,
  manifestText,
  parseManifest,
  tidied,
} from '#engine/bundles/manifest.ts';
import type { BundleOrder, ExportedBundle } from '../../application/bundles.ts';
import type { BundleExchangeRow } from '../../ports/bundles.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import type { Hand } from './hand.ts';
import { cityTexts, serviceKeys, serviceTexts, type Texts } from './here.ts';
import { bundleCrypto, keyIdOf, ownPublicKey, signatureFor } from './signing.ts';

export interface WrittenBundle extends ExportedBundle {
  /** Every entry with its text, manifest and signature too. */
  readonly texts: Texts;
}

/** @throws Refusal 403, 404; BundleFault where a file is broken */
export async function exportBundle(context: Context, tx: Tx, hand: Hand, order: BundleOrder): Promise<WrittenBundle> {
  const { kind, texts } = await wanted(tx, hand, order);
  if (texts.size === 0) throw refusal('NOT_FOUND');
  for (const name of texts.keys()) if (placeOf(name) === undefined) throw new BundleFault('NAME_NOT_ALLOWED', name);
  const tidy = tidied(texts);
  const contents = contentsOf(tidy, bundleCrypto.sha256);
  const { manifest, signature } =
    (await madeBefore(tx, kind, contents.digest)) ?? (await makeNow(context, tx, hand, { kind, order, contents }));
  const now = context.clock();
  const subject = order.service === '' ? 'configuration' : `service:${order.service}`;
  const data = { digest: contents.digest, drafts: order.drafts };
  await audit(context, tx, { actor: hand.by, action: 'bundle.export', subject, data }, now);
  const all = new Map([...tidy, [manifestName, manifest], [signatureName, signature]]);
  const encoder = new TextEncoder();
  const bytes = writeArchive([...all].map(([name, text]) => ({ name, bytes: encoder.encode(text) })));
  const name = `${order.service === '' ? 'configuration' : order.service}.wardflow-bundle`;
  return { name, digest: contents.digest, bytes, texts: all };
}

async function wanted(
  tx: Tx,
  hand: Hand,
  { service, drafts }: BundleOrder,
): Promise<{ readonly kind: BundleKind; readonly texts: Texts }> {
  const keys = service === '' ? await serviceKeys(tx) : [service];
  const services: (readonly [string, string])[] = [];
  for (const key of keys) {
    // The whole without a part of it would not be the whole.
    if (!(await hand.mayDesign(tx, key))) throw refusal(service === '' ? 'FORBIDDEN' : 'NOT_FOUND');
    services.push(...(await serviceTexts(tx, key, drafts)));
  }
  if (service !== '') return { kind: 'service', texts: new Map(services) };
  return { kind: 'configuration', texts: new Map([...(await cityTexts(tx)), ...services]) };
}

type Signed = Pick<BundleExchangeRow, 'manifest' | 'signature'>;

async function madeBefore(tx: Tx, kind: BundleKind, digest: string): Promise<Signed | undefined> {
  const rows = await tx.cases.bundles.withDigest(digest);
  return rows.find((row) => row.kind === kind && row.signature !== '' && parseManifest(row.manifest).format === format);
}

async function makeNow(
  context: Context,
  tx: Tx,
  hand: Hand,
  made: { readonly kind: BundleKind; readonly order: BundleOrder; readonly contents: Contents },
): Promise<Signed> {
  const { kind, order, contents } = made;
  const at = context.clock();
  const { city } = await context.cities.current(tx);
  const by = city.province.name.vi;
  const base = await lastOf(tx, kind, order.service);
  const manifest = manifestText({ version: context.config.version ?? '0', kind, at, by, base }, contents);
  const signature = signatureFor(context.secrets, by, manifest);
  const keyId = keyIdOf(ownPublicKey(context.secrets));
  const row = { id: context.newId(at), at, actor: hand.by, direction: 'out', kind, note: '' } as const;
  await tx.cases.bundles.insert({ ...row, digest: contents.digest, keyId, manifest, signature });
  return { manifest, signature };
}

const lookedAtMax = 50;

/** What was given out or taken in of the same before: what the next bundle is compared with where it comes in. */
async function lastOf(tx: Tx, kind: BundleKind, service: string): Promise<string | null> {
  const rows = (await tx.cases.bundles.latest(lookedAtMax)).filter((row) => row.kind === kind);
  const of = service === '' ? rows : rows.filter(({ manifest }) => holds(manifest, service));
  return of[0]?.digest ?? null;
}

function holds(manifest: string, service: string): boolean {
  return parseManifest(manifest).contents.some(({ path }) => path.startsWith(`services/${service}/`));
}
