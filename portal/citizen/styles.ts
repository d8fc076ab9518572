/**
 * The citizens' one stylesheet, put together from the kit's files as they are: a few kilobytes that need no build, so
 * that the first page is there before any bundle is. Its path changes with its content.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const fontPackage = '@fontsource-variable/inter/files/';
const resolveFrom = createRequire(import.meta.url);

export interface Stylesheet {
  readonly path: string;
  readonly css: string;
}

let made: Stylesheet | undefined;

export function stylesheet(): Stylesheet {
  made ??= make();
  return made;
}

/** The font files that the stylesheet names, by file name. */
export function fontFile(name: string): Buffer | undefined {
  if (!/^inter-(latin|vietnamese)-wght-normal\.woff2$/.test(name)) return undefined;
  return readFileSync(resolveFrom.resolve(`${fontPackage}${name}`));
}

function make(): Stylesheet {
  const part = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const fonts = part('../kit/fonts.css').replaceAll(fontPackage, '/fonts/');
  const css = [fonts, part('../kit/tokens.css'), part('../kit/base.css'), part('./citizen.css')].join('\n');
  const hash = createHash('sha256').update(css).digest('hex').slice(0, 12);
  return { path: `/styles/citizen-${hash}.css`, css };
}
