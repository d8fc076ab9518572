/**
 * One way to write a JSON text, good to read and to compare line by line: two blanks of indentation, what fits stays on
 * one line. Only white space is changed: keys keep their order, numbers and texts the way they were written.
 */

const width = 120;
const depthMax = 100;

/** @returns the text laid out, with a line's end; undefined where it is no JSON, or nested deeper than anything of ours */
export function layOutJson(text: string): string | undefined {
  const body = text.replace(/^\u{feff}/u, '');
  try {
    JSON.parse(body);
  } catch {
    return undefined;
  }
  const tokens = body.match(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  const tree = readTree(tokens);
  return tree === undefined ? undefined : `${written(tree, 0, 0)}\n`;
}

interface Branch {
  readonly open: '{' | '[';
  /** Of an object: key and value, one after the other. */
  readonly parts: readonly Part[];
}

interface Part {
  /** With the colon; '' in a list. */
  readonly key: string;
  readonly value: Tree;
}

type Tree = string | Branch;

function readTree(tokens: readonly string[]): Tree | undefined {
  let at = 0;
  const read = (depth: number): Tree | undefined => {
    const token = tokens[at++] ?? '';
    if (token !== '{' && token !== '[') return token;
    if (depth === depthMax) return undefined;
    const parts: Part[] = [];
    const close = token === '{' ? '}' : ']';
    while (tokens[at] !== close) {
      if (tokens[at] === ',') at += 1;
      const key = token === '{' ? `${tokens[at]}: ` : '';
      if (token === '{') at += 2;
      const value = read(depth + 1);
      if (value === undefined) return undefined;
      parts.push({ key, value });
    }
    at += 1;
    return { open: token, parts };
  };
  return read(0);
}

/** @param used what stands before it on its line */
function written(tree: Tree, indent: number, used: number): string {
  if (typeof tree === 'string') return tree;
  const close = tree.open === '{' ? '}' : ']';
  if (tree.parts.length === 0) return tree.open + close;
  // The outermost is always told line by line.
  const line = indent === 0 ? undefined : onOneLine(tree, width - used);
  if (line !== undefined) return line;
  const blanks = ' '.repeat(indent + 2);
  const lines = tree.parts.map(
    ({ key, value }) => `${blanks}${key}${written(value, indent + 2, indent + 2 + key.length + 1)}`,
  );
  return `${tree.open}\n${lines.join(',\n')}\n${' '.repeat(indent)}${close}`;
}

/** @returns undefined where it takes more room */
function onOneLine(tree: Tree, room: number): string | undefined {
  if (typeof tree === 'string') return tree.length <= room ? tree : undefined;
  const [open, close] = tree.open === '{' ? ['{ ', ' }'] : ['[', ']'];
  if (tree.parts.length === 0) return tree.open + close.trim();
  let line = open;
  for (const [index, { key, value }] of tree.parts.entries()) {
    const before = `${index === 0 ? '' : ', '}${key}`;
    const piece = onOneLine(value, room - line.length - before.length - close.length);
    if (piece === undefined) return undefined;
    line += before + piece;
  }
  return line.length + close.length <= room ? line + close : undefined;
}
