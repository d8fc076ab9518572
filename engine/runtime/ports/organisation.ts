/** The tables of the administration itself: people and their posts, who is away, what becomes another unit when. */
import type { Instant } from '#engine/core/values.ts';
import type { AccountRow, PostRow } from './case-rows.ts';

/** Someone is away, or has delegated, from `firstDay` to `lastDay`, both included (ISO 8601 dates of the city). */
export interface AbsenceRow {
  readonly id: string;
  readonly accountId: string;
  /** Who does meanwhile what the absent person may; null: nobody. */
  readonly substituteId: string | null;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly kind: AbsenceKind;
  /** Ids of the posts that the substitute has meanwhile; empty: all of them. */
  readonly posts: readonly string[];
  /** Of a delegation: the fields and procedures that it is limited to; null: all of them. */
  readonly categories: readonly string[] | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** Set where it was taken back, or ended early. */
  readonly endedAt: Instant | null;
}

/**
 * Never of which illness: it is nobody's business here. `delegation`: nobody is away; somebody who is there has given
 * what these posts allow to a colleague for a time, and may go on doing it themselves.
 */
export const absenceKinds = ['leave', 'duty', 'training', 'other', 'delegation'] as const;
export type AbsenceKind = (typeof absenceKinds)[number];

/** A post that somebody has for somebody who is away, or has delegated it. */
export interface StandInRow {
  readonly role: string;
  readonly unit: string;
  readonly postId: string;
  readonly absenceId: string;
  readonly lastDay: string;
  /** See {@link AbsenceRow.posts}. */
  readonly posts: readonly string[];
  readonly kind: AbsenceKind;
  readonly categories: readonly string[];
  readonly username: string;
  readonly displayName: string;
}

export interface PersonRow
  extends Pick<AccountRow, 'id' | 'username' | 'displayName' | 'email' | 'active' | 'firstPassword'> {
  readonly posts: readonly PostRow[];
}

export interface OrganisationTables {
  /** How many open cases each unit answers for; units without any are left out. */
  openCases(): Promise<ReadonlyMap<string, number>>;
  /** How many open tasks wait in each unit. */
  openTasks(): Promise<ReadonlyMap<string, number>>;
  /** How many open tasks each person has; those without any are left out. */
  claimed(usernames: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Everybody, by user name, with all posts, those of other times too. */
  people(): Promise<readonly PersonRow[]>;
  /** Everybody who has, had or will have a post there. */
  peopleIn(unit: string): Promise<readonly PersonRow[]>;
  person(username: string): Promise<PersonRow | undefined>;
  /** Name, address, whether the account is open, whether a password was handed out. */
  describe(
    id: string,
    change: Partial<Pick<AccountRow, 'displayName' | 'email' | 'active' | 'firstPassword'>>,
  ): Promise<void>;
  insertPosts(rows: readonly PostRow[]): Promise<void>;
  updatePost(id: string, change: Partial<Pick<PostRow, 'validFrom' | 'validTo'>>): Promise<void>;
  deletePost(id: string): Promise<void>;
  /** All sessions of an account end. */
  endSessions(accountId: string): Promise<void>;
  insertAbsence(row: AbsenceRow): Promise<void>;
  absence(id: string): Promise<AbsenceRow | undefined>;
  /** Absences that are not over on a day and were not taken back; of one account, or of all. */
  absencesFrom(day: string, accountId?: string): Promise<readonly AbsenceRow[]>;
  /** It is about these posts from now on. */
  limitAbsence(id: string, posts: readonly string[]): Promise<void>;
  /** @returns whether it was still good */
  endAbsence(id: string, at: Instant): Promise<boolean>;
  /**
   * Posts that an account has on a day for those who are away or have delegated: their own posts of that day, nobody
   * else's. What somebody has delegated rests while they are away and a substitute has that post.
   */
  standIns(accountId: string, day: string): Promise<readonly StandInRow[]>;
}
