import type { DuplicateRules } from '#engine/runtime/application/duplicate-rules.ts';

/** What each part of the page is given. */
export interface PartProps {
  readonly rules: DuplicateRules;
  readonly change: (part: Partial<DuplicateRules>) => void;
  /** What is wrong, by path. */
  readonly faults: ReadonlyMap<string, string>;
}
