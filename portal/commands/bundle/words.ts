/** What a bundle is and would do, told line by line. */
import type { ComparedItem } from '#engine/bundles/compare-bundles.ts';
import type { OpenBundle } from '#engine/bundles/open-bundle.ts';
import { keyIdOf } from '#engine/runtime/administration/bundles/signing.ts';
import type { BundleDifference, BundleItem, BundlePreview } from '#engine/runtime/application/bundles.ts';

export function bundleLines({ manifest, signature, contents }: OpenBundle): readonly string[] {
  const made =
    manifest === null
      ? 'no manifest, or changed since it was written'
      : `${manifest.kind}, made by ${manifest.made.by} at ${manifest.made.at} with Wardflow ${manifest.version}`;
  const signed =
    signature === null ? 'not signed' : `signed by ${signature.name}, key ${keyIdOf(signature.key)} (${signature.key})`;
  return [`${contents.lines.length} files, ${contents.digest}`, made, signed];
}

export function differenceLines(items: readonly ComparedItem[]): readonly string[] {
  return items.flatMap(({ entries }) =>
    entries
      .filter(({ state }) => state !== 'same')
      .flatMap(({ name, state, differences }) => [
        `${signs[state]} ${name}`,
        ...differences.map((one) => `    ${lineOf(one)}`),
      ]),
  );
}

/** `a`: only in the second; `d`: only in the first. */
const signs = { new: 'a', gone: 'd', changed: '~', conflict: '~', mine: '~', same: ' ' } as const;

export function previewLines({ items, faults, signer }: BundlePreview): readonly string[] {
  const rows = items.filter(({ state, does }) => state !== 'same' || does === 'copy');
  const same = items.length - rows.length;
  const who = signer.state === 'none' ? 'nobody' : `${signer.name} (${signer.keyId}), ${signer.state}`;
  return [
    `signed by ${who}`,
    ...rows.flatMap(itemLines),
    ...(same > 0 ? [`${same} items are the same here`] : []),
    ...faults.map(({ path, message }) => `! ${path}: ${message.en}`),
  ];
}

function itemLines({ item, state, does, closed, files, problems }: BundleItem): readonly string[] {
  const why = closed === '' ? '' : ` (${closed === 'right' ? 'no right to it' : 'only at the machine'})`;
  return [
    `${item}: ${state}, ${does}${why}`,
    ...files.flatMap(({ name, state: own, differences, more }) => [
      `    ${own} ${name}`,
      ...differences.map((one) => `        ${lineOf(one)}`),
      ...(more > 0 ? [`        … ${more} more`] : []),
    ]),
    ...problems.map(
      ({ severity, path, element, message }) => `    ${severity}: ${path}#${element ?? ''}: ${message.en}`,
    ),
  ];
}

function lineOf({ what, of, part, before, after }: BundleDifference): string {
  const place = [of, part].filter((text) => text !== '').join(' ');
  const values = before === '' && after === '' ? '' : `: ${before} → ${after}`;
  return `${what} ${place}${values}`;
}
