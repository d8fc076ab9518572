/**
 * The categories of reports: a tree of groups of any depth, with the categories as its leaves. A category says who leads,
 * what is promised, who may know, what may be published, what more is asked, and when one must call for help at once.
 */
import type { City } from '../city/city.ts';
import {
  type ConfigFault,
  fault,
  type Reading,
  readByCode,
  readChoice,
  readEach,
  readFlag,
  readLocalised,
  readText,
  readTextOrNull,
  readTexts,
} from '../city/json-reader.ts';
import type { Localised, Named } from '../text/localised.ts';

export interface CategoryGroup extends Named {
  /** Null: stands at the top. */
  readonly parent: string | null;
}

export interface Category extends Named {
  readonly group: string;
  /** Unit that leads where the city is competent. */
  readonly cityUnit: string;
  /** Part of the ward that leads where the ward is competent: `KTHT` of ward 99022 is unit `99022-KTHT`. */
  readonly wardPart: string;
  readonly competence: 'city' | 'commune';
  readonly slaClass: string;
  readonly canBeUrgent: boolean;
  /** Who reported is hidden from the handling unit, not only from the public. */
  readonly confidential: boolean;
  /** False: who reports leaves a telephone number or e-mail address. */
  readonly anonymous: boolean;
  /** Who reports is asked of which unit they complain; that unit has no part in the case. */
  readonly aboutUnit: boolean;
  readonly publication: (typeof publicationRules)[number];
  /** No result is handed in without a photo of it, or of the paper that tells of it. */
  readonly needsEvidence: boolean;
  /** Photos and videos are kept as they were sent, apart and sealed, beside what is drawn from them. */
  readonly keepOriginals: boolean;
  /** Words of the field, and other words that people use for it: by both it is suggested. */
  readonly keywords: readonly string[];
  readonly synonyms: readonly string[];
  /** Extra questions: a form of Form.io, judged by the forms' own rules; null: none. */
  readonly questions: QuestionForm | null;
  readonly stops: readonly Stop[];
  /** False: no new report can choose it; cases that have it keep it. */
  readonly active: boolean;
}

/** `usual`: a person decides; `withoutPhotos`: what is published has no photo; `never`: nothing is published. */
export const publicationRules = ['usual', 'withoutPhotos', 'never'] as const;

export interface QuestionForm {
  readonly components: readonly { readonly [key: string]: unknown }[];
  readonly [other: string]: unknown;
}

/** Danger: who answers so is told at once to call. The report may still be sent. */
export interface Stop {
  /** Key of the question and the answer that means danger; null: the category itself does. */
  readonly question: string | null;
  readonly answer: string | null;
  /** Number to call: 113 police, 114 fire and rescue, 115 ambulance. */
  readonly call: string;
  readonly text: Localised;
}

const file = 'categories.json';

export function readGroups(at: Reading): ReadonlyMap<string, CategoryGroup> {
  return readByCode(at, 'groups', (group) => ({ ...named(group), parent: readTextOrNull(group, 'parent') }));
}

export function readCategories(at: Reading): ReadonlyMap<string, Category> {
  return readByCode(at, 'categories', readCategory);
}

function readCategory(at: Reading): Category {
  return {
    ...named(at),
    group: readText(at, 'group'),
    cityUnit: readText(at, 'cityUnit'),
    wardPart: readText(at, 'wardPart'),
    competence: readChoice(at, 'competence', ['city', 'commune']),
    slaClass: readText(at, 'slaClass'),
    canBeUrgent: readFlag(at, 'canBeUrgent'),
    confidential: readFlag(at, 'confidential'),
    anonymous: 'anonymous' in at.value ? readFlag(at, 'anonymous') : true,
    aboutUnit: 'aboutUnit' in at.value ? readFlag(at, 'aboutUnit') : false,
    publication: 'publication' in at.value ? readChoice(at, 'publication', publicationRules) : 'usual',
    needsEvidence: 'needsEvidence' in at.value ? readFlag(at, 'needsEvidence') : false,
    keepOriginals: 'keepOriginals' in at.value ? readFlag(at, 'keepOriginals') : false,
    keywords: readTexts(at, 'keywords'),
    synonyms: 'synonyms' in at.value ? readTexts(at, 'synonyms') : [],
    questions: readQuestions(at),
    stops: 'stops' in at.value ? readEach(at, 'stops', readStop) : [],
    active: 'active' in at.value ? readFlag(at, 'active') : true,
  };
}

function readQuestions(at: Reading): QuestionForm | null {
  const form = at.value['questions'];
  if (form === undefined || form === null) return null;
  const components = (form as { readonly components?: unknown }).components;
  if (Array.isArray(components)) return components.length === 0 ? null : (form as QuestionForm);
  fault(at, 'questions', 'must be a form with components');
  return null;
}

function readStop(at: Reading): Stop {
  const call = readText(at, 'call');
  if (call !== '' && !/^\d{3,12}$/.test(call)) fault(at, 'call', 'must be a number to call, digits only, e.g. 114');
  const [question, answer] = [readTextOrNull(at, 'question'), readTextOrNull(at, 'answer')];
  if ((question === null) !== (answer === null)) fault(at, 'answer', 'needs its question, and a question its answer');
  return { question, answer, call, text: readLocalised(at, 'text') };
}

function named(at: Reading): Named {
  return { code: readText(at, 'code'), name: readLocalised(at, 'name') };
}

/** @returns a fault per group whose parent is unknown, and one per circle, with the way round */
export function groupFaults(groups: City['groups']): readonly ConfigFault[] {
  const inCircle = new Set<string>();
  return [...groups.values()].flatMap(({ code, parent }): readonly ConfigFault[] => {
    const path = `${code}.parent`;
    if (parent !== null && !groups.has(parent)) return [{ file, path, message: `there is no group ${parent}` }];
    const circle = circleFrom(groups, code);
    if (circle === undefined || circle.some((one) => inCircle.has(one))) return [];
    for (const one of circle) inCircle.add(one);
    const message = `goes round in a circle (${[...circle, code].join(' › ')}): set one of them to the top`;
    return [{ file, path, message }];
  });
}

/** The groups on the way up until the group itself comes again; undefined where the way ends. */
function circleFrom(groups: City['groups'], code: string): readonly string[] | undefined {
  const way = [code];
  for (let up = groups.get(code)?.parent ?? null; up !== null; up = groups.get(up)?.parent ?? null) {
    if (up === code) return way;
    if (way.includes(up)) return undefined;
    way.push(up);
  }
  return undefined;
}

/** From the top down to the group itself; empty for a group that nobody knows. */
export function groupPath(groups: City['groups'], code: string): readonly CategoryGroup[] {
  const way: CategoryGroup[] = [];
  for (let group = groups.get(code); group !== undefined; group = groups.get(group.parent ?? '')) way.unshift(group);
  return way;
}

/** Categories that a new report may choose, in the order of the tree: groups as in the file, each with what is below it. */
export function categoriesInOrder({ groups, categories }: Pick<City, 'groups' | 'categories'>): readonly Category[] {
  const below = (parent: string | null): readonly Category[] =>
    [...groups.values()]
      .filter((group) => group.parent === parent)
      .flatMap(({ code }) => [...[...categories.values()].filter((one) => one.group === code), ...below(code)]);
  return below(null).filter(({ active }) => active);
}

/**
 * The dangers that a report's answers mean, those of the category itself first.
 * @param read an answer as it was sent or judged, by its question
 */
export function stopsMet(stops: readonly Stop[], read: (question: string) => unknown): readonly Stop[] {
  return stops.filter(({ question, answer }) => question === null || holds(read(question), answer ?? ''));
}

function holds(given: unknown, answer: string): boolean {
  if (Array.isArray(given)) return given.some((one) => String(one) === answer);
  if (typeof given === 'object' && given !== null) return (given as Readonly<Record<string, unknown>>)[answer] === true;
  return given !== undefined && given !== null && String(given) === answer;
}
