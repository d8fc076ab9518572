/**
 * Stylesheets of the pages that the server makes, put together from the kit's files as they are: a few kilobytes that
 * need no build, so that the first page is there before any bundle is. Their paths change with their content.
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

/** Whose pages: the citizens', and papers to print. */
type Sheet = 'citizen' | 'paper';

/** Written beside what they are of; one request fetches all of a sheet. */
const own: Readonly<Record<Sheet, readonly string[]>> = {
  citizen: ['frame', 'parts', 'pages/home', 'pages/results', 'pages/report', 'pages/sent', 'pages/officials'],
  paper: ['../print/paper'],
};
const made = new Map<Sheet, Stylesheet>();

export function stylesheet(sheet: Sheet = 'citizen'): Stylesheet {
  const found = made.get(sheet) ?? make(sheet);
  made.set(sheet, found);
  return found;
}

/** The stylesheet of a path, as long as it is what the path names. */
export function stylesheetAt(path: string): Stylesheet | undefined {
  return (Object.keys(own) as Sheet[]).map(stylesheet).find((sheet) => sheet.path === path);
}

/** The font files that the stylesheet names, by file name. */
export function fontFile(name: string): Buffer | undefined {
  if (!/^inter-(latin|vietnamese)-wght-normal\.woff2$/.test(name)) return undefined;
  return readFileSync(resolveFrom.resolve(`${fontPackage}${name}`));
}

function make(sheet: Sheet): Stylesheet {
  const part = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const fonts = part('../kit/fonts.css').replaceAll(fontPackage, '/fonts/');
  const parts = ['../kit/tokens', '../kit/base', ...own[sheet]].map((name) => part(`${name}.css`));
  // What is said to us need not travel to a telephone.
  const css = [fonts, ...parts].join('\n').replaceAll(/\/\*[\s\S]*?\*\/\n?/g, '');
  const hash = createHash('sha256').update(css).digest('hex').slice(0, 12);
  return { path: `/styles/${sheet}-${hash}.css`, css };
}
