/** What is here, as a bundle would hold it. */

import { BundleFault } from '#engine/bundles/fault.ts';
import { tidyText } from '#engine/bundles/manifest.ts';
import { cityFiles } from '#engine/cases/city/parse-city.ts';
import type { ServiceVersionRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';

export type Texts = ReadonlyMap<string, string>;

const known: ReadonlySet<string> = new Set(cityFiles);

/** The texts of the city; one that is empty was never written. */
export async function cityTexts(tx: Tx): Promise<Texts> {
  const rows = await tx.cases.reference.all();
  return new Map(
    rows.flatMap(({ kind, content }) =>
      known.has(kind) && content !== '' ? [[`city/${kind}`, content] as const] : [],
    ),
  );
}

/** @param drafts what is being worked on, instead of what is in force */
export async function serviceTexts(tx: Tx, service: string, drafts: boolean): Promise<Texts> {
  const row = await shownVersion(tx, service, drafts);
  if (row === undefined) return new Map();
  const files = await tx.engine.services.resources(row.id);
  return new Map(files.map(({ path, content }) => [`services/${service}/${path}`, content]));
}

export async function shownVersion(tx: Tx, service: string, drafts: boolean): Promise<ServiceVersionRow | undefined> {
  const [draft, newest] = [await tx.engine.services.draft(service), await tx.engine.services.newest(service)];
  return drafts ? (draft ?? newest) : (newest ?? draft);
}

export async function serviceKeys(tx: Tx): Promise<readonly string[]> {
  return [...new Set((await tx.engine.services.all()).map(({ service }) => service))];
}

/** Laid out as a bundle has it; what is broken here stays as it is, to be compared. */
export function comparable(texts: Texts): Texts {
  return new Map([...texts].map(([name, text]) => [name, tidyOrRaw(name, text)]));
}

function tidyOrRaw(name: string, text: string): string {
  try {
    return tidyText(name, text);
  } catch (error) {
    if (error instanceof BundleFault) return text;
    throw error;
  }
}
