/** What taking a bundle in would do here, worked out from what stands here now: looked at first, and carried out as looked at. */
import { type ComparedItem, compareSides, hashesOf } from '#engine/bundles/compare-bundles.ts';
import { placeOf } from '#engine/bundles/entry-names.ts';
import { BundleFault } from '#engine/bundles/fault.ts';
import { parseManifest, tidyText } from '#engine/bundles/manifest.ts';
import type { OpenBundle } from '#engine/bundles/open-bundle.ts';
import { cityFiles } from '#engine/cases/city/parse-city.ts';
import { parsePack } from '#engine/cases/service-pack.ts';
import type { BundleChoice, BundleItem } from '../../application/bundles.ts';
import type { BundleExchangeRow } from '../../ports/bundles.ts';
import type { Tx } from '../../ports.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { mustBeKey } from '../../use-cases/services/create.ts';
import { resourceCharactersMax } from '../../use-cases/services/problems.ts';
import { kindOf } from '../../use-cases/services/resource-facts.ts';
import type { CityFile } from '../city/save-texts.ts';
import { type Hand, machineOnly, partOf } from './hand.ts';
import { cityTexts, comparable, serviceTexts, type Texts } from './here.ts';
import { bundleCrypto } from './signing.ts';

export interface PlannedItem extends ComparedItem {
  /** Of the city; undefined for a service. */
  readonly file: CityFile | undefined;
  /** Of a service; '' for a text of the city. */
  readonly service: string;
  readonly does: BundleItem['does'];
  readonly closed: BundleItem['closed'];
  /** What is to be written: path in the service, or the text of the city. */
  readonly texts: Texts;
  /** Key under which a service is written. */
  readonly key: string;
}

/** @throws BundleFault for what no installation takes; Refusal 422 for choices that fit nothing */
export async function planOf(
  tx: Tx,
  hand: Hand,
  bundle: OpenBundle,
  choices: readonly BundleChoice[],
): Promise<readonly PlannedItem[]> {
  mustFit(bundle.texts);
  const here = comparable(await hereOf(tx, bundle.texts));
  const hash = (text: string) => bundleCrypto.sha256(new TextEncoder().encode(text));
  const compared = compareSides({ here, there: bundle.texts, base: await baseOf(tx, bundle), hash });
  const chosen = new Map(choices.map((choice) => [choice.item, choice]));
  const unknown = choices.filter(({ item }) => !compared.some((one) => one.item === item));
  if (unknown.length > 0 || chosen.size !== choices.length) {
    throw refusal('INVALID_FIELDS', {}, [{ path: `choices.${unknown[0]?.item ?? ''}`, rule: 'invalid' }]);
  }
  const plan: PlannedItem[] = [];
  for (const item of compared) plan.push(await planned(tx, hand, { item, bundle, choice: chosen.get(item.item) }));
  return plan;
}

async function planned(
  tx: Tx,
  hand: Hand,
  {
    item,
    bundle,
    choice,
  }: { readonly item: ComparedItem; readonly bundle: OpenBundle; readonly choice: BundleChoice | undefined },
): Promise<PlannedItem> {
  const file = item.item.startsWith('city/') ? (item.item.slice('city/'.length) as CityFile) : undefined;
  const service = file === undefined ? item.item.slice('services/'.length) : '';
  const closed = await closedTo(tx, hand, { item, file, service });
  const does = closed !== '' ? 'keep' : decided(item, choice);
  const texts = new Map([...bundle.texts].filter(([name]) => name === item.item || name.startsWith(`${item.item}/`)));
  const own = { ...item, file, service, does, closed, key: service };
  if (does !== 'copy' || file !== undefined) return { ...own, texts };
  const key = choice?.key ?? '';
  mustBeKey(key, `choices.${item.item}.key`);
  if (!(await hand.mayDesign(tx, key))) throw refusal('FORBIDDEN');
  if ((await tx.engine.services.draft(key)) ?? (await tx.engine.services.newest(key))) {
    throw refusal('SERVICE_EXISTS', { key });
  }
  return { ...own, key, texts: underKey(texts, service, key) };
}

async function closedTo(
  tx: Tx,
  hand: Hand,
  {
    item,
    file,
    service,
  }: { readonly item: ComparedItem; readonly file: CityFile | undefined; readonly service: string },
): Promise<BundleItem['closed']> {
  if (file === undefined) return (await hand.mayDesign(tx, service)) ? '' : 'right';
  if (!hand.parts.includes(partOf[file])) return 'right';
  return !hand.machine && item.state !== 'same' && machineOnly.has(file) ? 'machine' : '';
}

function decided({ item, state }: ComparedItem, choice: BundleChoice | undefined): BundleItem['does'] {
  if (choice?.does === 'copy' && item.startsWith('city/')) {
    throw refusal('INVALID_FIELDS', {}, [{ path: `choices.${item}`, rule: 'invalid' }]);
  }
  if (choice?.does === 'copy') return 'copy';
  if (state === 'same') return 'keep';
  if (choice !== undefined) return choice.does;
  if (state === 'conflict') return 'undecided';
  return state === 'mine' ? 'keep' : 'take';
}

/** The service as one of another name: its settings say it. */
function underKey(texts: Texts, service: string, key: string): Texts {
  return new Map(
    [...texts].map(([name, text]) => {
      const path = name.slice(`services/${service}/`.length);
      const content = path === 'pack.json' ? withKey(text, key) : text;
      return [`services/${key}/${path}`, content];
    }),
  );
}

function withKey(pack: string, key: string): string {
  return tidyText('pack.json', JSON.stringify({ ...(JSON.parse(pack) as object), key }));
}

/** Everything but what an installation can hold is refused, whatever the manifest says. */
function mustFit(texts: Texts): void {
  const services = new Set<string>();
  for (const [name, text] of texts) {
    const place = placeOf(name);
    const fits =
      place?.kind === 'city' ? (cityFiles as readonly string[]).includes(place.file) : place && kindOf(place.path);
    if (place === undefined || fits === false || fits === undefined) throw new BundleFault('NAME_NOT_ALLOWED', name);
    if (place.kind === 'city') continue;
    if (text.length > resourceCharactersMax) throw new BundleFault('TOO_LARGE', name, { max: resourceCharactersMax });
    services.add(place.service);
  }
  for (const service of services) {
    const { pack } = parsePack(texts.get(`services/${service}/pack.json`));
    if (pack?.key !== service) throw new BundleFault('PACK', `services/${service}/pack.json`, { service });
  }
}

async function hereOf(tx: Tx, there: Texts): Promise<Texts> {
  const city = [...(await cityTexts(tx))].filter(([name]) => there.has(name));
  const services = new Set([...there.keys()].flatMap((name) => serviceIn(name)));
  const own: (readonly [string, string])[] = [];
  for (const service of services) own.push(...(await serviceTexts(tx, service, true)));
  return new Map([...city, ...own]);
}

function serviceIn(name: string): readonly string[] {
  const place = placeOf(name);
  return place?.kind === 'service' ? [place.service] : [];
}

const lookedAtMax = 50;

/**
 * What both sides began from: the bundle that this one says it was made from, where it has been here; else what last
 * went out or came in of each file.
 */
async function baseOf(tx: Tx, { manifest, contents }: OpenBundle): Promise<ReadonlyMap<string, string> | undefined> {
  // It was here: what differs now was changed after it, and a replay takes nothing back.
  if ((await tx.cases.bundles.withDigest(contents.digest)).length > 0) return hashesOf(contents.lines);
  const base = manifest?.base ?? null;
  const [named] = base === null ? [] : await tx.cases.bundles.withDigest(base);
  if (named !== undefined) return hashesIn(named);
  const rows = await tx.cases.bundles.latest(lookedAtMax);
  if (rows.length === 0) return undefined;
  return new Map(rows.toReversed().flatMap((row) => [...hashesIn(row)]));
}

function hashesIn({ manifest }: BundleExchangeRow): ReadonlyMap<string, string> {
  return hashesOf(parseManifest(manifest).contents);
}
