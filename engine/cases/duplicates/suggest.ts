/**
 * Which reports may be about the same matter as another: by distance, time, category and text, each a likeness from 0 to
 * 1, weighed as the city says. What is not known (a text that may not be read) is left out of the sum, not counted as
 * unlike. A person decides; what is here only proposes, and says why.
 */
import { metresApart } from '../areas/distance.ts';
import { addDays, localDate } from '../calendars/local-date.ts';
import type { City } from '../city/city.ts';
import type { Point } from '../text/localised.ts';
import { likenessOf, type Prepared } from './likeness.ts';
import { type Audience, type DuplicateSettings, type Part, parts, radiusOf } from './settings.ts';

export interface Reported {
  readonly point: Point;
  readonly category: string;
  readonly at: number;
  /** Left out: nothing is known, or may be known, of what it says. */
  readonly text?: Prepared;
}

/** Why a report is proposed, for words that fit the reader. */
export interface Reasons {
  readonly metres: number;
  readonly category: 'same' | 'sibling' | 'other';
  /** Days of the calendar between them. */
  readonly days: number;
  readonly text: 'much' | 'some' | 'none';
}

export interface Suggestion<Candidate> {
  readonly candidate: Candidate;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: Reasons;
}

export type DuplicateCity = Pick<City, 'categories' | 'duplicates' | 'province'>;

const dayMs = 86_400_000;

/** @returns the likeliest first, at most as many as the city shows to such a reader */
export function suggestDuplicates<Candidate extends Reported>(
  city: DuplicateCity,
  audience: Audience,
  report: Reported,
  candidates: readonly Candidate[],
): readonly Suggestion<Candidate>[] {
  const { least, most } = city.duplicates;
  return candidates
    .flatMap((candidate) => judge(city, report, candidate) ?? [])
    .filter(({ score }) => score >= least[audience])
    .toSorted((a, b) => b.score - a.score || a.reasons.metres - b.reasons.metres)
    .slice(0, most[audience]);
}

/** @returns undefined where they are too far apart, in space or in time, to be looked at */
export function judge<Candidate extends Reported>(
  city: DuplicateCity,
  report: Reported,
  candidate: Candidate,
): Suggestion<Candidate> | undefined {
  const { duplicates: settings, province } = city;
  const metres = metresApart(report.point, candidate.point);
  const radius = radiusOf(settings, report.category);
  const apart = Math.abs(report.at - candidate.at) / dayMs;
  if (metres > radius || apart > settings.days) return undefined;
  const category = kinship(city, report.category, candidate.category);
  const text = report.text && candidate.text && likenessOf(report.text, candidate.text);
  const score = weigh(settings, {
    distance: 1 - metres / radius,
    time: 1 - apart / settings.days,
    category: { same: 1, sibling: 0.5, other: 0 }[category],
    text,
  });
  const days = daysBetween(province.timeZone, report.at, candidate.at);
  const said = text === undefined || text < 0.3 ? 'none' : text < 0.7 ? 'some' : 'much';
  return { candidate, score, reasons: { metres, category, days, text: said } };
}

/** Siblings hang below the same group of the tree. */
function kinship({ categories }: DuplicateCity, a: string, b: string): Reasons['category'] {
  if (a === b) return 'same';
  const group = categories.get(a)?.group;
  return group !== undefined && group === categories.get(b)?.group ? 'sibling' : 'other';
}

function weigh({ weights }: DuplicateSettings, known: Readonly<Record<Part, number | undefined>>): number {
  let [sum, total] = [0, 0];
  for (const part of parts) {
    const value = known[part];
    if (value === undefined) continue;
    sum += weights[part] * value;
    total += weights[part];
  }
  return total === 0 ? 0 : sum / total;
}

function daysBetween(timeZone: string, a: number, b: number): number {
  const [first, last] = [localDate(timeZone, Math.min(a, b)), localDate(timeZone, Math.max(a, b))];
  let days = 0;
  for (let day = first; day < last; day = addDays(day, 1)) days += 1;
  return days;
}
