/** Addresses of what vite built, by the name of the source, e.g. `portal/citizen/islands/map.ts`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bundle, Bundles } from './doors.ts';

interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

type Manifest = Readonly<Record<string, ManifestEntry>>;

/** Before the build is done there is nothing, and pages do without: they work without scripts. */
export function createBundles(buildDir: string, built: Promise<void>): Bundles {
  let manifest: Manifest = {};
  built
    .then(async () => {
      manifest = JSON.parse(await readFile(join(buildDir, '.vite', 'manifest.json'), 'utf8')) as Manifest;
    })
    .catch(() => {
      // A failed build is told by who started it.
    });
  return (source) => bundleOf(manifest, source);
}

function bundleOf(manifest: Manifest, source: string): Bundle | undefined {
  const entry = Object.hasOwn(manifest, source) ? manifest[source] : undefined;
  if (entry === undefined) return undefined;
  return { script: `/${entry.file}`, styles: [...stylesOf(manifest, entry, new Set())].map((file) => `/${file}`) };
}

function stylesOf(manifest: Manifest, entry: ManifestEntry, seen: Set<ManifestEntry>): Set<string> {
  if (seen.has(entry)) return new Set();
  seen.add(entry);
  const imported = (entry.imports ?? []).flatMap((name) => {
    const chunk = manifest[name];
    return chunk === undefined ? [] : [...stylesOf(manifest, chunk, seen)];
  });
  return new Set([...imported, ...(entry.css ?? [])]);
}
