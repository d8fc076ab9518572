/**
 * The last reports, as if each had just come in: which of the earlier ones would have been suggested to a citizen or an
 * official, by the rules in force and by others.
 */
import type { City } from '#engine/cases/city/city.ts';
import { prepare, prepareTopics } from '#engine/cases/duplicates/likeness.ts';
import type { Audience } from '#engine/cases/duplicates/settings.ts';
import { type Reasons, suggestDuplicates } from '#engine/cases/duplicates/suggest.ts';
import type { Actor } from '../../application/common.ts';
import type { DuplicatePair, DuplicateTrialAnswer, PairedReport } from '../../application/duplicate-rules.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { pointOf, publicCases } from '../../use-cases/duplicates/near.ts';
import { namedIn, namedOrNull } from '../../use-cases/names.ts';
import { scopeOf } from '../../use-cases/scope.ts';
import { textsOf } from '../../use-cases/tasks/item.ts';

/** Of the newest cases of the city so many are looked at, so that it costs the same in a large one. */
const casesMax = 300;
const pairsShownMax = 100;

interface Trial {
  readonly actor: Actor;
  readonly audience: Audience;
  readonly draft: City;
}

export async function tryOn(
  context: Context,
  tx: Tx,
  { actor, audience, draft }: Trial,
): Promise<DuplicateTrialAnswer> {
  const { city } = await context.cities.current(tx);
  const records = await latestReports(context, tx, actor);
  const texts = await textsOf(context, tx, actor, records, ['text']);
  const words = audience === 'official' ? prepare : prepareTopics;
  const reports = records.flatMap((record) => {
    const point = pointOf(record);
    const text = words(city, texts.get(record.id)?.text ?? '');
    return point ? [{ record, point, category: record.category, at: record.receivedAt, text }] : [];
  });
  const known = new Set(publicCases(context, city).categories);
  const pairs = new Map<string, DuplicatePair>();
  for (const [index, report] of reports.entries()) {
    // The newest come first: what is behind one was there before it.
    const earlier = reports.slice(index + 1).filter((one) => audience === 'official' || known.has(one.category));
    for (const rules of ['now', 'draft'] as const) {
      for (const { candidate, reasons } of suggestDuplicates(
        rules === 'now' ? city : draft,
        audience,
        report,
        earlier,
      )) {
        const key = `${report.record.id} ${candidate.record.id}`;
        const before = pairs.get(key) ?? pairOf(city, report.record, candidate.record, reasons);
        pairs.set(key, { ...before, [rules]: true });
      }
    }
  }
  return answerOf(reports.length, [...pairs.values()]);
}

/** Reports that the reader may see as an official or to operate them; nothing confidential. */
async function latestReports(context: Context, tx: Tx, actor: Actor): Promise<readonly CaseRow[]> {
  const scopes = await Promise.all(
    (['Case', 'Instance'] as const).map((subject) => scopeOf(context, tx, actor, { action: 'read', subject })),
  );
  return await tx.cases.places.latest(context.config.intakeService, scopes.flat(), casesMax);
}

function pairOf(city: City, report: CaseRow, other: CaseRow, { metres, days }: Reasons): DuplicatePair {
  const merged =
    report.mergedInto === other.id ||
    other.mergedInto === report.id ||
    (report.mergedInto !== null && report.mergedInto === other.mergedInto);
  return {
    report: reportOf(city, report),
    other: reportOf(city, other),
    metres: Math.round(metres),
    days,
    now: false,
    draft: false,
    merged,
  };
}

function reportOf(city: City, { registerNumber, category, ward, receivedAt }: CaseRow): PairedReport {
  return {
    registerNumber,
    category: namedIn(city.categories, category),
    ward: namedOrNull(city.wards, ward),
    receivedAt,
  };
}

function answerOf(looked: number, pairs: readonly DuplicatePair[]): DuplicateTrialAnswer {
  const count = (fits: (pair: DuplicatePair) => boolean) => pairs.filter(fits).length;
  const changes = ({ now, draft }: DuplicatePair) => Number(now !== draft);
  return {
    looked,
    counts: {
      now: count(({ now }) => now),
      draft: count(({ draft }) => draft),
      both: count(({ now, draft }) => now && draft),
    },
    pairs: pairs.toSorted((a, b) => changes(b) - changes(a)).slice(0, pairsShownMax),
  };
}
