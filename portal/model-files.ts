/** Models on the command line: BPMN files, each with the other models of its folder, which make one service with it. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface ModelFile {
  readonly folder: string;
  /** Within the folder, as the files beside it. */
  readonly file: string;
  /** BPMN and DMN files of the folder, this one too. */
  readonly beside: readonly string[];
}

/** @returns BPMN files at or below the paths; packages and hidden folders are passed over */
export async function modelFiles(paths: readonly string[]): Promise<readonly ModelFile[]> {
  const found = (await Promise.all(paths.map(bpmnBelow))).flat();
  return await Promise.all(
    [...new Set(found)].toSorted().map(async (path) => {
      const folder = dirname(path);
      const names = await readdir(folder);
      return { folder, file: basename(path), beside: names.filter((name) => /\.(bpmn|dmn)$/.test(name)).toSorted() };
    }),
  );
}

export async function readBeside({ folder }: ModelFile, path: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, path), 'utf8');
  } catch {
    return undefined;
  }
}

async function bpmnBelow(path: string): Promise<readonly string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const below = entries
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
    .map(async (entry): Promise<readonly string[]> => {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) return await bpmnBelow(inside);
      return entry.name.endsWith('.bpmn') ? [inside] : [];
    });
  return (await Promise.all(below)).flat();
}
