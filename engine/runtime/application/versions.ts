import type { Actor } from './common.ts';
import type { Problem, ResourceSummary } from './services.ts';

/** What differs between two states of a service, and going back to an earlier one. Version 0 is the draft. */
export interface Versions {
  /** Files that are others in `to` than in `from`, with what they hold. @throws Refusal 404 where there is no such version */
  differences(
    actor: Actor,
    service: string,
    between: { readonly from: number; readonly to: number },
  ): Promise<readonly ChangedResource[]>;
  /** Everything that stands against using a published version again in today's city. */
  check(actor: Actor, service: string, version: number): Promise<readonly Problem[]>;
  /**
   * What an earlier version holds becomes the newest version; running cases keep theirs, and a draft stays as it is.
   * One person may: it was looked at when it was published first.
   * @throws Refusal 409 `VERSION_IN_USE` for the newest one; 422 `SERVICE_HAS_PROBLEMS`
   */
  rollBack(
    actor: Actor,
    service: string,
    back: { readonly version: number; readonly note: string },
  ): Promise<{ readonly version: number }>;
}

/** A file of which at least one of two states of the service has another; null where it has none. */
export interface ChangedResource extends ResourceSummary {
  readonly before: string | null;
  readonly after: string | null;
}
