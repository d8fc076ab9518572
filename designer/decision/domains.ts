/**
 * What the cells of a column name: categories, wards, units and so on, so that people pick names and not codes. It is
 * found from what the column already holds, and from the variables that every service asks its rules with.
 */
import type { Localised } from '#engine/runtime/application/common.ts';
import type { Vocabulary } from '#engine/runtime/application/services.ts';
import { categoriesTexts } from '#portal/kit/texts/categories.ts';
import { durationWords, type Speech } from '../words.ts';
import { readCell } from './cell-text.ts';
import type { Cell, Column, ShownDecision, ShownRule } from './tables.ts';

export type DomainKind =
  | 'category'
  | 'ward'
  | 'unit'
  | 'wardPart'
  | 'level'
  | 'slaClass'
  | 'calendar'
  | 'duration'
  | 'value';

export interface Domain {
  readonly kind: DomainKind;
  readonly names: readonly DomainName[];
}

export interface DomainName {
  readonly code: string;
  readonly name: Localised;
  readonly group?: Localised;
  /** It may stand in the table from before, but is not to be chosen any more. */
  readonly closed?: boolean;
}

/** Who is competent for a category, as it is kept with it. */
const levels: readonly DomainName[] = (['commune', 'city'] as const).map((code) => ({
  code,
  name: { vi: categoriesTexts.vi[code], en: categoriesTexts.en[code] },
}));

/** ISO 8601, as deadlines have them. */
const duration = /^P(?=\d|T\d)(?:\d+[MWD])*(?:T(?:\d+[HM])+)?$/;

/** The variables of routing (docs/routing.md) and of what it answers. */
const known: Readonly<Record<string, DomainKind>> = { category: 'category', ward: 'ward', unit: 'unit' };

/** @returns by column id; columns whose cells name nothing that is known are not in it */
export function domainsOf(decision: ShownDecision, words: Vocabulary): ReadonlyMap<string, Domain> {
  const lists = listsOf(words);
  const found = new Map<string, Domain>();
  const look = (columns: readonly Column[], cells: (rule: ShownRule) => readonly Cell[]): void => {
    columns.forEach((column, at) => {
      const texts = decision.rules.map((rule) => cells(rule)[at]?.text ?? '');
      const domain = domainOf(column, [...new Set(texts.flatMap(codesIn))], lists);
      if (domain !== null) found.set(column.id, domain);
    });
  };
  look(decision.inputs, ({ tests }) => tests);
  look(decision.outputs, ({ results }) => results);
  return found;
}

/** @returns the names of a cell's codes; '' where it names nothing, or where the codes are names themselves */
export function namesIn(text: string, domain: Domain | undefined, { t, language }: Speech): string {
  if (domain === undefined || domain.kind === 'value') return '';
  if (domain.kind === 'duration')
    return codesIn(text)
      .map((code) => durationWords(code, { t }))
      .join(', ');
  return codesIn(text)
    .map((code) => domain.names.find((one) => one.code === code)?.name[language] ?? code)
    .join(', ');
}

function codesIn(text: string): readonly string[] {
  const value = readCell(text);
  return value.kind === 'codes' ? value.codes : [];
}

function domainOf(column: Column, codes: readonly string[], lists: readonly Domain[]): Domain | null {
  return lists.find(({ kind }) => kind === known[column.source]) ?? domainOfCodes(codes, lists);
}

/** @param texts the cells of a column of which nothing else is known */
export function domainOfCells(texts: readonly string[], words: Vocabulary): Domain | undefined {
  return domainOfCodes([...new Set(texts.flatMap(codesIn))], listsOf(words)) ?? undefined;
}

function domainOfCodes(codes: readonly string[], lists: readonly Domain[]): Domain | null {
  const hits = lists.map((list) => {
    const held = new Set(list.names.map(({ code }) => code));
    return { list, count: codes.filter((code) => held.has(code)).length };
  });
  const best = hits.reduce((a, b) => (b.count > a.count ? b : a), { list: null as Domain | null, count: 0 });
  // A slip in one cell does not take the names from the others.
  if (best.list !== null && best.count * 2 > codes.length) return best.list;
  if (codes.length === 0) return null;
  if (codes.filter((code) => duration.test(code)).length * 2 > codes.length) return { kind: 'duration', names: [] };
  return { kind: 'value', names: codes.map((code) => ({ code, name: { vi: code, en: code } })) };
}

function listsOf({ categories, wards, units, slaClasses, calendars }: Vocabulary): readonly Domain[] {
  return [
    { kind: 'category', names: categories },
    { kind: 'ward', names: wards },
    { kind: 'unit', names: units },
    { kind: 'wardPart', names: partsOf(units, wards) },
    { kind: 'level', names: levels },
    { kind: 'slaClass', names: slaClasses },
    { kind: 'calendar', names: calendars },
  ];
}

/** `KTHT` of `99016-KTHT`: a part that every ward has, under its names without the ward's. */
function partsOf(units: Vocabulary['units'], wards: Vocabulary['wards']): readonly DomainName[] {
  const parts = Map.groupBy(
    units.filter(({ ward, code }) => ward !== '' && code.startsWith(`${ward}-`)),
    ({ ward, code }) => code.slice(ward.length + 1),
  );
  const wardNames = new Map(wards.map(({ code, name }) => [code, name]));
  return [...parts].map(([code, of]) => {
    const plain = (language: keyof Localised): string =>
      [...new Set(of.map(({ ward, name }) => without(name[language], wardNames.get(ward)?.[language] ?? '')))].join(
        ' / ',
      );
    return { code, name: { vi: plain('vi'), en: plain('en') }, closed: of.every(({ closed }) => closed) };
  });
}

/** `Công an phường Lam Đông` and `Phường Lam Đông`: `Công an`. */
function without(name: string, ward: string): string {
  const at = ward === '' ? -1 : name.toLowerCase().indexOf(ward.toLowerCase());
  return at <= 0 ? name : name.slice(0, at).replace(/\s+(?:of\s*)?$/, '');
}
