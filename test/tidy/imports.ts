import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync } from 'oxc-parser';

export interface Import {
  /** The importing file, relative to the project. */
  readonly from: string;
  /** `npm:NAME`, `node:NAME`, or a path relative to the project. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Every import and re-export of a file, resolved. @throws where an import of ours leads to no file */
export function importsOf(root: string, file: string): readonly Import[] {
  const { module } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  const found: Import[] = [];
  for (const statement of module.staticImports) {
    const typeOnly = statement.entries.length > 0 && statement.entries.every((entry) => entry.isType);
    found.push({ from: file, to: resolve(root, file, statement.moduleRequest.value), typeOnly });
  }
  for (const statement of module.staticExports) {
    for (const entry of statement.entries) {
      if (entry.moduleRequest === null) continue;
      found.push({ from: file, to: resolve(root, file, entry.moduleRequest.value), typeOnly: entry.isType });
    }
  }
  const source = readFileSync(join(root, file), 'utf8');
  for (const match of source.matchAll(/\bimport\(\s*(['"])([^'"]+)\1\s*\)/g)) {
    if (isInsideComment(source, match.index)) continue;
    if (match[2] !== undefined)
      found.push({ from: file, to: resolve(root, file, match[2]), typeOnly: isTypePosition(source, match.index) });
  }
  return found;
}

function isInsideComment(source: string, index: number): boolean {
  const line = source.slice(source.lastIndexOf('\n', index) + 1, index).trimStart();
  return line.startsWith('*') || line.startsWith('//') || line.startsWith('/*');
}

/** `import('x').Type` in a type position names a type only. */
function isTypePosition(source: string, index: number): boolean {
  const before = source.slice(Math.max(0, index - 40), index);
  return !/(await|return|=>|\(|,|=)\s*$/.test(before);
}

function resolve(root: string, file: string, request: string): string {
  if (request.startsWith('node:')) return request;
  const path = request.startsWith('#')
    ? request.slice(1)
    : request.startsWith('.')
      ? join(dirname(file), request)
      : undefined;
  if (path === undefined) return `npm:${packageName(request)}`;
  const clean = relative(root, join(root, path)).replace(/\?.*$/, '');
  if (!existsSync(join(root, clean))) throw new Error(`${file} imports ${request}, which is not there`);
  return clean;
}

function packageName(request: string): string {
  const parts = request.split('/');
  return request.startsWith('@') ? `${parts[0]}/${parts[1]}` : (parts[0] ?? request);
}
