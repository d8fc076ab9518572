/** What would become of each thing that is held on a person: the same answer for who decides and for who carries out. */
import type { City } from '#engine/cases/city/city.ts';
import { ruleFor } from '#engine/cases/retention.ts';
import type { CityBook } from '../administration/city-book.ts';
import type { CaseRow } from '../ports/case-rows.ts';
import type { FollowerRow } from '../ports/followers.ts';
import type { Tx } from '../ports.ts';
import { betrays, mergedPerson } from './betrays.ts';
import { heldOn, type Person, type PersonDeps, personIn } from './person.ts';

export interface PlanDeps extends PersonDeps {
  readonly cities: CityBook;
}

/** `running`: not closed yet; `held`: a hold goes before; `law`: the rule of its category keeps it for its whole time. */
export type Verdict = 'erase' | 'running' | 'held' | 'law';

export interface PlannedErasure {
  readonly record: CaseRow;
  readonly verdict: Verdict;
  /** Why it stays: number of the decision, or the basis of the rule; '' otherwise. */
  readonly basis: string;
  readonly files: number;
  /** What becomes of its public record. */
  readonly published: 'none' | 'stays' | 'withdrawn';
}

export interface ErasurePlan {
  readonly person: Person;
  readonly cases: readonly PlannedErasure[];
  readonly follows: readonly FollowerRow[];
}

export async function planErasure(deps: PlanDeps, tx: Tx, request: CaseRow): Promise<ErasurePlan> {
  const person = await personIn(deps, tx, request);
  const { cases, follows } = await heldOn(deps, tx, person, request);
  const { city } = await deps.cities.current(tx);
  const planned: PlannedErasure[] = [];
  for (const record of cases) planned.push(await plannedOf(deps, tx, { record, person, city }));
  return { person, cases: planned, follows };
}

async function plannedOf(
  deps: PlanDeps,
  tx: Tx,
  { record, person, city }: { readonly record: CaseRow; readonly person: Person; readonly city: City },
): Promise<PlannedErasure> {
  const files = await tx.cases.files.ofCase(record.id);
  const publication = await tx.cases.publications.byCase(record.id);
  const known = mergedPerson(person, await personIn(deps, tx, record));
  const published = publication === undefined ? 'none' : betrays(publication, known) ? 'withdrawn' : 'stays';
  return { record, ...(await verdictOn(tx, record, city)), files: files.length, published };
}

async function verdictOn(tx: Tx, record: CaseRow, city: City): Promise<Pick<PlannedErasure, 'verdict' | 'basis'>> {
  if (record.state !== 'closed') return { verdict: 'running', basis: '' };
  const hold = await tx.cases.archive.holdOf(record.id);
  if (hold !== undefined) return { verdict: 'held', basis: hold.reason };
  const rule = ruleFor(city.retention.rules, record);
  return rule !== undefined && !rule.erasable ? { verdict: 'law', basis: rule.basis } : { verdict: 'erase', basis: '' };
}
