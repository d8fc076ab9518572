/** A bundle as somebody made it who has changed a text of it and has no key: nobody has signed it. */
import { readFile } from 'node:fs/promises';
import { writeArchive } from '#engine/bundles/archive.ts';
import { contentsOf, manifestText } from '#engine/bundles/manifest.ts';
import { openArchive } from '#engine/bundles/open-bundle.ts';
import { bundleCrypto } from '#engine/runtime/administration/bundles/signing.ts';

/** @param path how the name of the entry ends */
export async function changedBundle(
  file: string,
  path: string,
  [from, to]: readonly [string, string],
): Promise<Buffer> {
  const { texts, contents } = openArchive(await readFile(file), bundleCrypto);
  const changed = new Map(
    [...texts].map(([name, text]) => [name, name.endsWith(path) ? text.replace(from, to) : text]),
  );
  const facts = { version: '1', kind: 'service', at: 0, by: 'Phường', base: contents.digest } as const;
  const all = [...changed, ['manifest.json', manifestText(facts, contentsOf(changed, bundleCrypto.sha256))] as const];
  return Buffer.from(writeArchive(all.map(([name, text]) => ({ name, bytes: Buffer.from(text) }))));
}
