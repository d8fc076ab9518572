/**
 * An address as it was typed, looked for in the city's streets. Diacritics may be there or not; where they are, the
 * street that has the very same goes first. What was typed is never rewritten: the house number goes along as it stands.
 */

import type { Instant } from '#engine/core/values.ts';
import type { City, Ward } from '../city/city.ts';
import { fold } from '../text/fold.ts';
import type { Point } from '../text/localised.ts';
import { wardAt, wardsInForce } from './areas.ts';
import { alongLine, houseNumber } from './house-number.ts';
import type { Street, StreetPart } from './streets.ts';

export interface AddressHit {
  /** `12/3 đường Trần Hưng Đạo`: number as typed, name as the city writes it. */
  readonly label: string;
  readonly ward: Ward;
  readonly point: Point;
  /** Whether the house number lies in a known range, so that the point is near the house and not only on the street. */
  readonly near: boolean;
}

export const addressHitsMax = 8;
/** What is less alike than this share of the best is not shown beside it. */
const shareOfBest = 0.65;

type Places = Pick<City, 'streets' | 'wards' | 'province'>;

/** @param typed any text; long ones are cut. @returns the best first, none where nothing is alike */
export function findAddress(city: Places, typed: string, at: Instant): readonly AddressHit[] {
  const asked = words(typed.slice(0, 300));
  if (asked.length === 0) return [];
  const wards = wardsInForce(city, at);
  const found = indexOf(city.streets)
    .candidates(asked)
    .flatMap((entry) => matchOf(entry, asked))
    .flatMap((match) => hitsOf(city, match, { asked, wards, at }));
  const best = new Map<string, Scored>();
  for (const hit of found) {
    const key = `${hit.street} ${hit.ward.code}`;
    if ((best.get(key)?.score ?? -1) < hit.score) best.set(key, hit);
  }
  const enough = shareOfBest * Math.max(0, ...[...best.values()].map(({ score }) => score));
  return [...best.values()]
    .filter(({ score }) => score >= enough)
    .toSorted((a, b) => b.score - a.score || (a.label < b.label ? -1 : 1))
    .slice(0, addressHitsMax)
    .map(({ label, ward, point, near }) => ({ label, ward, point, near }));
}

interface Scored extends AddressHit {
  readonly street: string;
  readonly score: number;
}

interface Word {
  readonly text: string;
  readonly folded: string;
}

/** One name of a street. */
interface Entry {
  readonly street: Street;
  readonly name: readonly Word[];
}

interface Match {
  readonly street: Street;
  /** Words of the question that are the name: from, to (not included). */
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

function words(text: string): readonly Word[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[,;:()"“”]|\.(?!\d)/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => ({ text: word, folded: fold(word) }));
}

interface StreetIndex {
  candidates(asked: readonly Word[]): readonly Entry[];
}

const indexes = new WeakMap<readonly Street[], StreetIndex>();

function indexOf(streets: readonly Street[]): StreetIndex {
  const known = indexes.get(streets);
  if (known !== undefined) return known;
  const made = build(streets);
  indexes.set(streets, made);
  return made;
}

/** Names by each of their words: a question asks only those that share a word with it, or begin as its last one does. */
function build(streets: readonly Street[]): StreetIndex {
  const byWord = new Map<string, Entry[]>();
  for (const street of streets) {
    for (const name of [street.name, ...street.variants]) {
      const entry = { street, name: words(name) };
      for (const word of new Set(entry.name.map(({ folded }) => folded))) {
        byWord.set(word, [...(byWord.get(word) ?? []), entry]);
      }
    }
  }
  const all = [...byWord.keys()].toSorted();
  return {
    candidates(asked) {
      const last = asked.at(-1)?.folded ?? '';
      const begun = last.length < 2 ? [] : all.filter((word) => word.startsWith(last));
      const named = new Set([...asked.map(({ folded }) => folded), ...begun]);
      return [...new Set([...named].flatMap((word) => byWord.get(word) ?? []))];
    },
  };
}

/** The name as a run of the question's words, its last word perhaps only begun; or, worse, most of its words anywhere. */
function matchOf({ street, name }: Entry, asked: readonly Word[]): readonly Match[] {
  for (let from = 0; from < asked.length; from++) {
    const run = runLength(name, asked, from);
    const open = from + run === asked.length;
    if (run < name.length && !(open && run > 0)) continue;
    if (run < name.length && run === 1 && (asked[from]?.folded.length ?? 0) < 2) continue;
    const same = asked.slice(from, from + run).filter(({ text }, index) => text === name[index]?.text).length;
    const whole = run === name.length ? 100 : (60 * run) / name.length;
    return [{ street, from, to: from + run, score: whole + 4 * run + (20 * same) / run }];
  }
  const held = new Set(asked.map(({ folded }) => folded));
  const shared = name.filter(({ folded }) => held.has(folded)).length;
  if (name.length < 2 || shared < 2 || shared / name.length < 0.6) return [];
  return [{ street, from: asked.length, to: asked.length, score: (30 * shared) / name.length }];
}

function runLength(name: readonly Word[], asked: readonly Word[], from: number): number {
  let run = 0;
  while (run < name.length && from + run < asked.length) {
    const [wanted, given] = [name[run]?.folded ?? '', asked[from + run]?.folded ?? ''];
    const begun = from + run === asked.length - 1 && given.length > 1 && wanted.startsWith(given);
    if (wanted !== given && !begun) break;
    run += 1;
  }
  return run;
}

interface Question {
  readonly asked: readonly Word[];
  readonly wards: readonly Ward[];
  readonly at: Instant;
}

function hitsOf(city: Places, { street, from, to, score }: Match, { asked, wards, at }: Question): readonly Scored[] {
  const number = houseNumber(
    asked.map(({ text }) => text),
    from,
    to,
  );
  const meant = wardsNamed(wards, asked, { from, to });
  // "12 Nguyễn Huệ, phường Lam Đông" means the ward, and not its market.
  const run = asked.slice(from, to).map(({ folded }) => folded);
  const said = asked.slice(0, from).some(({ folded }) => fold(street.kind).split(' ').includes(folded));
  const onlyWard = !said && wards.some(({ shortName }) => fold(shortName) === run.join(' '));
  const kind = fold(street.name).startsWith(`${fold(street.kind)} `) ? undefined : street.kind;
  const label = [number?.text, kind, street.name].filter(Boolean).join(' ');
  return street.parts.flatMap((part): readonly Scored[] => {
    const { point, near } = alongLine(part, number?.value ?? null);
    const ward = wardOfPart(city, part, { point, wards, at });
    if (ward === undefined) return [];
    const fits = (meant.includes(ward) ? 40 : 0) + (near ? 15 : 0) - (onlyWard ? 50 : 0);
    return [{ street: street.code, label, ward, point, near, score: score + fits }];
  });
}

/** A list of streets may be older than the wards: what lay in a ward that is no more lies where its point lies. */
function wardOfPart(
  city: Places,
  part: StreetPart,
  { point, wards, at }: { readonly point: Point; readonly wards: readonly Ward[]; readonly at: Instant },
): Ward | undefined {
  return wards.find(({ code }) => code === part.ward) ?? wardAt(city, point, at);
}

/** Wards that the question names outside the street's own name. */
function wardsNamed(
  wards: readonly Ward[],
  asked: readonly Word[],
  street: { readonly from: number; readonly to: number },
): readonly Ward[] {
  const rest = asked.map(({ folded }, index) => (index >= street.from && index < street.to ? '·' : folded));
  const text = ` ${rest.join(' ')} `;
  return wards.filter(({ shortName }) => text.includes(` ${fold(shortName)} `));
}
