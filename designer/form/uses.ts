/**
 * What the answer to a question is used for inside its service: conditions and steps of the process, decisions, messages,
 * other questions, and the product's own use of fields with a meaning (the reporter's telephone, the public answer).
 */
import { attributeOf, parseXml, textOf, withDescendants, type XmlElement } from '#engine/bpmn/interchange/xml-tree.ts';
import { walkForm } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';

export type UseKind = 'condition' | 'step' | 'decision' | 'message' | 'question' | 'settings' | 'product';

export interface Use {
  readonly kind: UseKind;
  /** What it is called there; of the product's own use the meaning. */
  readonly place: string;
}

export interface ServiceFile {
  readonly path: string;
  readonly content: string;
}

/** Fields that the product reads by themselves, with what for. */
const meanings = {
  category: ['category'],
  location: ['location'],
  photos: ['photos', 'afterPhotos'],
  text: ['text', 'description', 'content'],
  address: ['address', 'addressText'],
  person: [
    'name',
    'reporterName',
    'fullName',
    'phone',
    'reporterPhone',
    'email',
    'reporterEmail',
    'idNumber',
    'citizenId',
  ],
  answer: ['answer', 'resultText', 'rejectionReason', 'reason'],
  public: ['publicTitle', 'publicText', 'publicAnswer', 'publicPhotos', 'publicKept'],
} as const;
export type Meaning = keyof typeof meanings;

/**
 * @param form as it is edited now
 * @param files of the service, this form left out
 * @returns uses by key of the field, each once, in the order of the files
 */
export function usesOf(form: FormDefinition, files: readonly ServiceFile[]): ReadonlyMap<string, readonly Use[]> {
  const mentions = files.flatMap(mentionsIn);
  const found = new Map<string, readonly Use[]>();
  for (const { component } of walkForm(form)) {
    const name = new RegExp(`(?<![\\w."])${component.key}(?!\\w)`, 'u');
    const said = mentions.filter(({ text }) => name.test(text)).map(({ kind, place }): Use => ({ kind, place }));
    const all = [
      ...said,
      ...questionsAbout(form, component.key),
      ...productUse(component.key, component.properties?.['meaning']),
    ];
    found.set(
      component.key,
      all.filter(
        (one, index) => all.findIndex((other) => other.kind === one.kind && other.place === one.place) === index,
      ),
    );
  }
  return found;
}

interface Mention extends Use {
  /** Where a name of a variable may stand: a formula, or what is between braces. */
  readonly text: string;
}

function mentionsIn({ path, content }: ServiceFile): readonly Mention[] {
  try {
    if (path.endsWith('.bpmn')) return processMentions(parseXml(content));
    if (path.endsWith('.dmn')) return decisionMentions(parseXml(content));
    const json = JSON.parse(content) as unknown;
    if (path === 'messages.json')
      return textsIn(json, '').map(({ text, place }) => ({ kind: 'message', place, text: braces(text) }));
    if (path.endsWith('.form.json'))
      return [
        {
          kind: 'question',
          place: titleOf(json, path),
          text: textsIn(json, '')
            .map(({ text }) => braces(text))
            .join(' '),
        },
      ];
    if (path === 'pack.json')
      return [
        {
          kind: 'settings',
          place: '',
          text: textsIn(json, '')
            .map(({ text }) => (/^[A-Za-z]\w*$/.test(text) ? text : braces(text)))
            .join(' '),
        },
      ];
    return [];
  } catch {
    // A file that cannot be read says so on its own page.
    return [];
  }
}

function processMentions(root: XmlElement): readonly Mention[] {
  const names = new Map<string, string>();
  for (const element of withDescendants(root)) {
    const id = attributeOf(element, 'id');
    if (id !== null) names.set(id, attributeOf(element, 'name') ?? id);
  }
  return [...withDescendants(root)].flatMap((element): Mention[] => {
    const formulas = element.attributes.filter(({ value }) => value.startsWith('=')).map(({ value }) => value);
    const own = textOf(element).trim();
    if (element.local === 'conditionExpression' || own.startsWith('=')) formulas.push(own);
    if (formulas.length === 0) return [];
    const kind = element.local === 'conditionExpression' ? 'condition' : 'step';
    return [{ kind, place: placeOf(element, names), text: withoutTexts(formulas.join(' ')) }];
  });
}

/** The nearest thing with a name around it; a flow without one is told by its ends. */
function placeOf(element: XmlElement, names: ReadonlyMap<string, string>): string {
  for (let at: XmlElement | null = element; at !== null; at = at.parent) {
    const name = attributeOf(at, 'name');
    if (name !== null && name !== '') return name;
    const [source, target] = [attributeOf(at, 'sourceRef'), attributeOf(at, 'targetRef')];
    if (source !== null && target !== null) return `${names.get(source) ?? source} → ${names.get(target) ?? target}`;
  }
  return '';
}

function decisionMentions(root: XmlElement): readonly Mention[] {
  return [...withDescendants(root)].flatMap((element): Mention[] => {
    if (element.local !== 'decision') return [];
    const formulas = [...withDescendants(element)].filter(({ local }) => local === 'text').map(textOf);
    return [
      {
        kind: 'decision',
        place: attributeOf(element, 'name') ?? attributeOf(element, 'id') ?? '',
        text: withoutTexts(formulas.join(' ')),
      },
    ];
  });
}

function questionsAbout(form: FormDefinition, key: string): readonly Use[] {
  return [...walkForm(form)].flatMap(({ component }): Use[] => {
    const { conditional } = component;
    if (conditional === undefined || conditional === null) return [];
    const { when, conditions } = conditional;
    const looks =
      when === key ||
      (Array.isArray(conditions) &&
        conditions.some((one: { readonly component?: unknown } | null) => one?.component === key));
    return looks ? [{ kind: 'question', place: component.label ?? component.key }] : [];
  });
}

function productUse(key: string, meaning: string | undefined): readonly Use[] {
  const known = (Object.keys(meanings) as Meaning[]).find(
    (one) => one === meaning || (meanings[one] as readonly string[]).includes(key),
  );
  return known === undefined ? [] : [{ kind: 'product', place: known }];
}

/** What stands in quotes in a formula is a text, no name. */
function withoutTexts(formula: string): string {
  return formula.replace(/"(?:[^"\\]|\\.)*"/g, ' ');
}

function braces(text: string): string {
  return [...text.matchAll(/\{([\w.]+)\}/g)].map(([, name]) => name).join(' ');
}

/** Each text below, with the name or code of the thing that it stands in. */
function textsIn(value: unknown, place: string): readonly { readonly text: string; readonly place: string }[] {
  if (typeof value === 'string') return [{ text: value, place }];
  if (typeof value !== 'object' || value === null) return [];
  const here = Array.isArray(value) ? place : nameIn(value as Readonly<Record<string, unknown>>, place);
  return Object.values(value).flatMap((inner: unknown) => textsIn(inner, here));
}

function nameIn({ name, code }: Readonly<Record<string, unknown>>, place: string): string {
  if (typeof name === 'object' && name !== null && 'vi' in name && typeof name.vi === 'string') return name.vi;
  return typeof code === 'string' ? code : place;
}

function titleOf(json: unknown, path: string): string {
  const title = typeof json === 'object' && json !== null && 'title' in json ? json.title : undefined;
  return typeof title === 'string' ? title : path;
}
