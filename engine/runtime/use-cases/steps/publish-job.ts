/** The built-in job `publish`: makes the public record from what was approved, and from nothing else of the case. */
import { fold } from '#engine/cases/text/fold.ts';
import { slugOf } from '#engine/cases/text/slug.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { CityBook } from '../../administration/city-book.ts';
import { JobFailure } from '../../kernel/job-failure.ts';
import type { BuiltInJob } from '../../kernel.ts';
import type { CaseRow, PublicationRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { caseClockName } from '../clock-view.ts';
import type { NewId } from '../ids.ts';
import type { Vault } from '../vault.ts';
import { openValues } from './vault-values.ts';

export interface PublishJobDeps {
  readonly newId: NewId;
  readonly vault: Vault;
  readonly cities: CityBook;
}

export function publishJob(deps: PublishJobDeps): BuiltInJob {
  return async (tx, job, now) => {
    const record = job.caseId === null ? undefined : await tx.cases.records.byId(job.caseId);
    if (!record) return {};
    const { city } = await deps.cities.current(tx);
    const rule = city.categories.get(record.category)?.publication ?? 'usual';
    // Whatever the process says: a category that is never published is not.
    if (rule === 'never') return {};
    const { title, text, answer } = await openValues(deps.vault, tx, record.id, job.inputs);
    if (!title || !text || !answer)
      throw new JobFailure('Title, text and answer must be approved before they are published.', false);
    const before = await tx.cases.publications.byCase(record.id);
    const row: PublicationRow = {
      id: before?.id ?? deps.newId(now),
      slug: before?.slug ?? slugOf(title, record.registerNumber),
      caseId: record.id,
      registerNumber: record.registerNumber,
      title,
      text,
      answer,
      category: record.category,
      ward: record.ward,
      unit: record.unit,
      receivedAt: record.receivedAt,
      handledAt: await handledAt(tx, record, now),
      dueAt: record.dueAt,
      rating: record.rating,
      photos: rule === 'withoutPhotos' ? [] : await chosenPhotos(tx, record, job.inputs['photos']),
      search: fold([record.registerNumber, title, text, answer].join(' ')),
      publishedAt: before?.publishedAt ?? now,
    };
    await tx.cases.publications.put(row);
    const line = { id: deps.newId(now), caseId: record.id, at: now, kind: 'published', code: row.slug } as const;
    await tx.cases.timeline.append([{ ...line, element: '', actor: '', unit: record.unit, noteEntry: null }]);
    return {};
  };
}

async function handledAt(tx: Tx, record: CaseRow, now: Instant): Promise<Instant> {
  const clocks = await tx.cases.clocks.ofCase(record.id);
  return clocks.findLast((clock) => clock.name === caseClockName)?.endedAt ?? now;
}

/** Only photos of this very case, in their order: an id that came in from anywhere else opens nothing. */
async function chosenPhotos(tx: Tx, record: CaseRow, chosen: Json | undefined): Promise<readonly string[]> {
  const files = await tx.cases.files.ofCase(record.id);
  const wanted = new Set(chosenIds(chosen));
  return files.filter((file) => wanted.has(file.id)).map((file) => file.id);
}

/** A list of ids, or boxes that were ticked. */
function chosenIds(chosen: Json | undefined): readonly string[] {
  if (Array.isArray(chosen)) return chosen.filter((id) => typeof id === 'string');
  if (typeof chosen === 'string') return [chosen];
  if (typeof chosen !== 'object' || chosen === null) return [];
  return Object.entries(chosen).flatMap(([id, on]) => (on === true ? [id] : []));
}
