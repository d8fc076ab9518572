/** Where two texts of the same name differ, in things a reader knows: rows by their name, elements of a diagram by theirs. */
import { isJson } from './entry-names.ts';

export interface Difference {
  readonly what: 'added' | 'removed' | 'changed';
  /** The row or element, by its name where it has one, e.g. `Sở Xây dựng (SXD)`; '' for the whole file. */
  readonly of: string;
  /** What of it, e.g. `name.vi`; '' for all of it. */
  readonly part: string;
  /** Short values as they were and as they are; '' where there is none, or it is long. */
  readonly before: string;
  readonly after: string;
}

/** @returns none where only the layout differs */
export function differencesOf(name: string, before: string, after: string): readonly Difference[] {
  if (before === after) return [];
  if (isJson(name)) return ofJson(before, after);
  const found = /\.(bpmn|dmn)$/.test(name) ? ofXml(before, after) : [];
  return found.length > 0 ? found : [{ what: 'changed', ...whole }];
}

const whole = { of: '', part: '', before: '', after: '' };
const valueMax = 80;

function ofJson(before: string, after: string): readonly Difference[] {
  try {
    return compared(JSON.parse(before), JSON.parse(after), { of: '', part: '' });
  } catch {
    return [{ what: 'changed', ...whole }];
  }
}

interface Place {
  readonly of: string;
  readonly part: string;
}

function compared(before: unknown, after: unknown, at: Place): readonly Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return comparedLists(before, after, at);
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => compared(before[key], after[key], { ...at, part: below(at.part, key) }));
  }
  const what = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return [{ what, ...at, before: shortValue(before), after: shortValue(after) }];
}

/** Rows that say what they are called are the same row wherever they stand. */
function comparedLists(before: readonly unknown[], after: readonly unknown[], at: Place): readonly Difference[] {
  const [was, is] = [rowsOf(before), rowsOf(after)];
  if (was === undefined || is === undefined) {
    return [{ what: 'changed', ...at, before: shortValue(before), after: shortValue(after) }];
  }
  const placed = (row: unknown, id: string): Place => ({ of: below(at.of, nameOf(row, id), ' › '), part: '' });
  const gone = [...was].filter(([id]) => !is.has(id));
  const found = [...is].flatMap(([id, row]): readonly Difference[] => {
    const known = was.get(id);
    if (known === undefined) return [{ what: 'added', ...placed(row, id), before: '', after: '' }];
    return compared(known, row, placed(row, id));
  });
  const left = gone.map(([id, row]): Difference => ({ what: 'removed', ...placed(row, id), before: '', after: '' }));
  const moved = found.length + left.length === 0;
  return moved ? [{ what: 'changed', ...at, part: below(at.part, '↕'), before: '', after: '' }] : [...left, ...found];
}

const identities = ['code', 'key', 'id', 'date', 'username', 'value'];

/** @returns undefined where rows have no names of their own, or share one */
function rowsOf(list: readonly unknown[]): ReadonlyMap<string, unknown> | undefined {
  const rows = new Map<string, unknown>();
  for (const row of list) {
    const id = idOf(row);
    if (id === undefined || rows.has(id)) return undefined;
    rows.set(id, row);
  }
  return rows;
}

function idOf(row: unknown): string | undefined {
  if (!isObject(row)) return undefined;
  const own = identities.map((name) => row[name]).find((value) => typeof value === 'string' && value !== '');
  if (typeof own === 'string') return own;
  const { properties } = row;
  if (!isObject(properties) || typeof properties['code'] !== 'string') return undefined;
  // A ward has a feature for each period.
  const since = properties['validFrom'];
  return typeof since === 'string' ? `${properties['code']} ${since}` : properties['code'];
}

function nameOf(row: unknown, id: string): string {
  if (!isObject(row)) return id;
  const properties = isObject(row['properties']) ? row['properties'] : {};
  const name = row['name'] ?? row['label'] ?? row['title'] ?? properties['name'];
  const said = isObject(name) ? name['vi'] : name;
  return typeof said === 'string' && said !== '' && said !== id ? `${said} (${id})` : id;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function below(outer: string, inner: string, between = '.'): string {
  return outer === '' ? inner : `${outer}${between}${inner}`;
}

function shortValue(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= valueMax ? text : `${text.slice(0, valueMax - 1)}…`;
}

/** Elements by their id; each with what stands from its tag to the next one that has an id. */
function ofXml(before: string, after: string): readonly Difference[] {
  const [was, is] = [elementsOf(before), elementsOf(after)];
  const found: Difference[] = [];
  for (const [id, element] of was) {
    if (!is.has(id) && !element.drawn) found.push({ ...whole, what: 'removed', of: element.name });
  }
  for (const [id, element] of is) {
    if (element.drawn) continue;
    const known = was.get(id);
    if (known === undefined) found.push({ ...whole, what: 'added', of: element.name });
    else if (known.text !== element.text) found.push({ ...whole, what: 'changed', of: element.name });
  }
  return found;
}

interface Element {
  readonly name: string;
  readonly text: string;
  /** Of the drawing, not of what it means. */
  readonly drawn: boolean;
}

function elementsOf(xml: string): ReadonlyMap<string, Element> {
  const tags = [...xml.matchAll(/<(?:[\w.-]+:)?(\w+)(?=\s)[^<>]*?\sid="([^"]*)"[^<>]*>/g)];
  return new Map(
    tags.map((match, index) => {
      const [tag, type = '', id = ''] = match;
      const text = xml.slice(match.index, tags[index + 1]?.index ?? xml.length).replace(/\s+/g, ' ');
      const name = /\sname="([^"]*)"/.exec(tag)?.[1] ?? '';
      return [id, { text, name: name === '' ? `${type} ${id}` : `${name} (${id})`, drawn: /^(BPMN|DMN)/.test(type) }];
    }),
  );
}
