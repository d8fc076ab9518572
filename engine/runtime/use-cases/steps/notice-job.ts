/** The built-in job `notice`: what is told stands in the outbox and in the timeline by the end of the step itself. */
import { isForUnit, templateOf } from '#engine/cases/compose-notice.ts';
import type { CityBook } from '../../administration/city-book.ts';
import type { BuiltInJob } from '../../kernel.ts';
import { isLeftToSweep } from '../deadlines/sweep-messages.ts';
import type { NewId } from '../ids.ts';
import type { Library } from '../library.ts';
import type { Vault } from '../vault.ts';
import { tellReporter } from './tell-reporter.ts';
import { tellUnit } from './tell-unit.ts';

export interface NoticeJobDeps {
  readonly newId: NewId;
  readonly library: Library;
  readonly vault: Vault;
  readonly cities: CityBook;
  /** Where the product is reached, without a slash at the end. */
  readonly publicUrl: string;
}

export function noticeJob(deps: NoticeJobDeps): BuiltInJob {
  return async (tx, job, now) => {
    const record = job.caseId === null ? undefined : await tx.cases.records.byId(job.caseId);
    const { messages } = await deps.library.version(tx, job.serviceVersionId);
    const template = messages.get(templateOf(job) ?? '');
    if (!record || !template) return {};
    const place = await deps.cities.current(tx);
    if (await isLeftToSweep(tx, place.city, { code: template.code, caseId: record.id })) return {};
    const telling = { job, record, template, place, now };
    await (isForUnit(template, job) ? tellUnit(deps, tx, telling) : tellReporter(deps, tx, telling));
    return {};
  };
}
