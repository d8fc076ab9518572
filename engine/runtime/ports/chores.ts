import type { Instant } from '#engine/core/values.ts';

/** Work that one process of the installation does for all, again and again: each by its name. */
export interface ChoreTable {
  /**
   * Takes a chore that is due and that nobody holds; one that was never done is due.
   * @param until another process may take it from then on, where the holder was killed
   * @returns false where it is not due, or somebody holds it
   */
  take(name: string, holder: Holder): Promise<boolean>;
  /** Gives it back. @returns false where it is another's by now */
  done(name: string, by: string, nextAt: Instant): Promise<boolean>;
}

export interface Holder {
  readonly by: string;
  readonly now: Instant;
  readonly until: Instant;
}
