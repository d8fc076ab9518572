/** What the browser has to fetch before a route can show itself, by vite's manifest: scripts and styles, compressed. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { buildDir } from '#portal/browser-build.ts';

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

export interface Weight {
  readonly scripts: Sizes;
  readonly styles: Sizes;
}
interface Sizes {
  readonly gzip: number;
  readonly brotli: number;
}

/** @param chunks entries of the manifest, with all that they import at once */
export async function weightOf(...chunks: readonly string[]): Promise<Weight> {
  const manifest = JSON.parse(await readFile(join(buildDir, '.vite/manifest.json'), 'utf8')) as Manifest;
  const all = new Set<string>();
  const ahead = [...chunks];
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    if (all.has(name)) continue;
    all.add(name);
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`the build has no ${name}`);
    ahead.push(...(chunk.imports ?? []));
  }
  const needed = [...all].map((name) => manifest[name] as Chunk);
  return {
    scripts: await sizesOf(needed.map(({ file }) => file).filter((file) => file.endsWith('.js'))),
    styles: await sizesOf([...new Set(needed.flatMap(({ css }) => css ?? []))]),
  };
}

async function sizesOf(files: readonly string[]): Promise<Sizes> {
  let [gzip, brotli] = [0, 0];
  for (const file of files) {
    const content = await readFile(join(buildDir, file));
    gzip += gzipSync(content).length;
    brotli += brotliCompressSync(content).length;
  }
  return { gzip, brotli };
}
