/** What the clocks of a case and of its steps are made of. */
import type { SlaPromise } from '#engine/cases/projection.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { Step } from '../../kernel.ts';
import type { CaseRow, ClockRow } from '../../ports/case-rows.ts';
import type { NewId } from '../ids.ts';

export interface ClockStep {
  /** The case as the step leaves it; `dueAt` is what the process promises. */
  readonly record: CaseRow;
  readonly previous: CaseRow;
  readonly step: Step;
  readonly promise: SlaPromise | undefined;
  readonly place: CityInForce;
  readonly now: Instant;
}

export interface ClockDeps {
  readonly newId: NewId;
}

/** A clock that nothing is known of yet. */
export function blankClock(id: string, caseId: string, revision: string): ClockRow {
  return {
    id,
    caseId,
    name: 'case',
    state: 'running',
    calendar: '',
    duration: '',
    startedAt: 0,
    dueAt: null,
    pausedAt: null,
    endedAt: null,
    instanceId: null,
    taskKey: '',
    element: '',
    sla: '',
    dayCount: 'elapsed',
    revision,
    firstDueAt: null,
    allowedMs: 0,
    pausedBy: '',
    extensions: 0,
    round: 0,
    warned: 0,
    nextAt: null,
    owner: '',
    ownerUnit: '',
    version: 0,
  };
}
