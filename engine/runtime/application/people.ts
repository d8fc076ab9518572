import type { AbsenceKind } from '../ports/organisation.ts';
import type { Actor, Localised, Named } from './common.ts';

/** The people of the administration: their accounts and posts, who is away, who stands in. Days are ISO 8601 dates. */
export interface People {
  /** @throws Refusal 403 without the right to keep accounts */
  all(actor: Actor): Promise<PeopleList>;
  /** @throws Refusal 403, 404 */
  one(actor: Actor, username: string): Promise<PersonDetail>;
  /** @returns a first password, shown once @throws Refusal 403, 409 `USERNAME_TAKEN`, 422 by field */
  create(actor: Actor, person: NewPerson): Promise<{ readonly username: string; readonly password: string }>;
  /** Name and address. @throws Refusal 403, 404, 422 */
  change(actor: Actor, username: string, change: PersonChange): Promise<PersonDetail>;
  /** A new first password; whoever is signed in with the old one is signed out. @throws Refusal 403, 404 */
  resetPassword(actor: Actor, username: string): Promise<{ readonly username: string; readonly password: string }>;
  /**
   * New first passwords for those of them who have not signed in with theirs, up to 50 people; the others are left out.
   * What was handed out before and not used holds no longer. @throws Refusal 403, 422
   */
  firstPasswords(actor: Actor, usernames: readonly string[]): Promise<readonly HandedOut[]>;
  /** @throws Refusal 403, 404, 422 */
  givePost(actor: Actor, username: string, post: NewPost): Promise<PersonDetail>;
  /** The post ends with this day; one that has not begun is taken out. @throws Refusal 403, 404, 422 */
  endPost(
    actor: Actor,
    username: string,
    post: { readonly id: string; readonly lastDay: string },
  ): Promise<PersonDetail>;
  /**
   * Closes an account. Tasks in its hands go back to their units, or to `handOver` where that person has the same post.
   * @throws Refusal 403, 404, 409 `LAST_OF_POST` where a post would be left without anybody and `leaveEmpty` is not said
   */
  deactivate(
    actor: Actor,
    username: string,
    how: { readonly handOver: string | null; readonly leaveEmpty: boolean },
  ): Promise<PersonDetail>;
  /** @throws Refusal 403, 404 */
  activate(actor: Actor, username: string): Promise<PersonDetail>;
  /** What somebody sets about their own absence, and for whom they stand in. */
  ownAbsences(actor: Actor): Promise<OwnAbsences>;
  /**
   * Somebody is away, or delegates what they may do (kind `delegation`). One's own needs no right; a substitute or
   * delegate is then somebody of the same units.
   * @throws Refusal 403, 404, 409 `ABSENCE_OVERLAPS`, `DELEGATION_OVERLAPS`, `DELEGATED_TO_EACH_OTHER`, `SUBSTITUTE_AWAY`,
   *   422 by field
   */
  beAway(actor: Actor, absence: NewAbsence): Promise<void>;
  /** Takes an absence or a delegation back, or ends it early: from now on the other one may nothing more. @throws Refusal 404 */
  endAbsence(actor: Actor, id: string): Promise<void>;
}

export interface HandedOut {
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
}

export interface PeopleList {
  readonly today: string;
  readonly people: readonly PersonView[];
  readonly roles: readonly Named[];
  /** Units in force today or later. */
  readonly units: readonly Named[];
}

export interface PersonView {
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly active: boolean;
  /** Has not signed in with a first password, or has none yet. */
  readonly firstPassword: boolean;
  readonly posts: readonly PostView[];
  /** Not over yet. */
  readonly absences: readonly AbsenceView[];
}

export interface PostView {
  readonly id: string;
  readonly role: string;
  readonly roleName: Localised;
  readonly unit: string;
  readonly unitName: Localised;
  /** '' for no limit. */
  readonly validFrom: string;
  readonly validTo: string;
}

export interface AbsenceView {
  readonly id: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly kind: AbsenceKind;
  readonly substitute: { readonly username: string; readonly displayName: string } | null;
  /** Ids of the posts that the substitute has; empty: all of them. */
  readonly posts: readonly string[];
  /** Fields and procedures that a delegation is limited to; empty: all of them. */
  readonly categories: readonly Named[];
}

/** As {@link AbsenceView}, for who stands in. */
export interface ReceivedView extends AbsenceView {
  readonly person: { readonly username: string; readonly displayName: string };
}

export interface PersonDetail extends PersonView {
  readonly today: string;
  /** For whom they stand in, or whose delegate they are, today or later. */
  readonly received: readonly ReceivedView[];
  /** What a delegation of theirs can be limited to. */
  readonly matters: readonly Matter[];
  /** What would lose its handler if the account were closed. */
  readonly losses: Losses;
}

export interface Losses {
  /** Open tasks in this person's hands. */
  readonly tasks: number;
  /** Posts that nobody else has. */
  readonly posts: readonly { readonly role: Localised; readonly unit: Localised }[];
  /** People whose substitute this person is, today or later. */
  readonly standsInFor: readonly string[];
  /** Steps of processes that name this person. */
  readonly steps: readonly { readonly service: Localised; readonly step: Localised }[];
  /** People who have one of the same posts and could take the tasks over. */
  readonly peers: readonly { readonly username: string; readonly displayName: string }[];
}

export interface NewPerson {
  readonly username: string;
  readonly displayName: string;
  /** '' for none. */
  readonly email: string;
  readonly posts: readonly NewPost[];
}

export type PersonChange = Pick<NewPerson, 'displayName' | 'email'>;

export interface NewPost {
  readonly role: string;
  readonly unit: string;
  /** '' for no limit. */
  readonly validFrom: string;
  readonly validTo: string;
}

export interface NewAbsence {
  /** Null: oneself. */
  readonly username: string | null;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly kind: AbsenceKind;
  readonly substitute: string | null;
  readonly posts: readonly string[];
  /** Codes of fields and procedures that a delegation is limited to; left out or empty: all of them. */
  readonly categories?: readonly string[];
}

/** A field or procedure, under the group that it is found in. */
export interface Matter extends Named {
  readonly group: Localised;
}

export interface OwnAbsences {
  readonly today: string;
  readonly posts: readonly PostView[];
  readonly absences: readonly AbsenceView[];
  /** For whom one stands in, or whose delegate one is, today or later. */
  readonly received: readonly ReceivedView[];
  /** What a delegation can be limited to. */
  readonly matters: readonly Matter[];
  /** Who could stand in: active people of the same units. */
  readonly colleagues: readonly {
    readonly username: string;
    readonly displayName: string;
    readonly units: readonly Localised[];
  }[];
}
