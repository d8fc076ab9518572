/** The built-in job `publish`: makes the public record from what was approved, and from nothing else of the case. */
import { slugOf } from '#engine/cases/text/slug.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityBook } from '../../administration/city-book.ts';
import { JobFailure } from '../../kernel/job-failure.ts';
import type { BuiltInJob } from '../../kernel.ts';
import type { CaseRow, PublicationRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { caseClockName } from '../clock-view.ts';
import type { NewId } from '../ids.ts';
import type { Library } from '../library.ts';
import { chosenIds, copiesFor } from '../publications/photos.ts';
import { officeSteps, preparingStep } from '../publications/prepared.ts';
import { keepEarlier, keepVersion, makeCurrent, searchOf } from '../publications/versions.ts';
import type { Vault } from '../vault.ts';
import { openValues } from './vault-values.ts';

export interface PublishJobDeps {
  readonly newId: NewId;
  readonly vault: Vault;
  readonly cities: CityBook;
  readonly library: Library;
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
    const versions = await tx.cases.publicationVersions.ofCase(record.id);
    const texts = { title, text, answer };
    const { preparedBy, preparedAt, decidedBy } = await prepared(deps, tx, record);
    const { copies } = await copiesFor(tx, record.id, chosenIds(job.inputs['photos']), preparedAt);
    const photos = rule === 'withoutPhotos' ? [] : copies;
    // One address for all versions, also for one that was withdrawn meanwhile.
    const slug = before?.slug ?? versions.at(-1)?.slug ?? slugOf(title, record.registerNumber);
    if (before !== undefined) await keepEarlier(deps, tx, record, before);
    const what = { record, slug, texts, photos, publicNote: '', reason: '', preparedBy, now };
    const version = await keepVersion(deps, tx, what);
    const publication: PublicationRow = {
      id: before?.id ?? deps.newId(now),
      slug,
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
      photos,
      search: searchOf(record.registerNumber, texts),
      publishedAt: before?.publishedAt ?? now,
      version: version.number,
      correctedAt: null,
      correction: null,
    };
    await makeCurrent(deps, tx, version, { publication, by: decidedBy, now });
    const line = { id: deps.newId(now), caseId: record.id, at: now, kind: 'published', code: slug } as const;
    await tx.cases.timeline.append([{ ...line, element: '', actor: '', unit: record.unit, noteEntry: null }]);
    return {};
  };
}

async function handledAt(tx: Tx, record: CaseRow, now: Instant): Promise<Instant> {
  const clocks = await tx.cases.clocks.ofCase(record.id);
  return clocks.findLast((clock) => clock.name === caseClockName)?.endedAt ?? now;
}

/** Who has prepared the texts and when, and who let them out: the last of the office's steps before the job. */
async function prepared(
  { library }: PublishJobDeps,
  tx: Tx,
  record: CaseRow,
): Promise<{ readonly preparedBy: string; readonly preparedAt: Instant | undefined; readonly decidedBy: string }> {
  const done = await officeSteps(tx, record.id);
  const step = await preparingStep(library, tx, done);
  return {
    preparedBy: step?.closedBy ?? '',
    preparedAt: step?.closedAt ?? undefined,
    decidedBy: done.at(-1)?.closedBy ?? '',
  };
}
