import type { Actor } from './common.ts';
import type { ConfigChange } from './organisation.ts';

/** What texts of the city became on screens, by whom and why, and the way back to an earlier state of one. */
export interface CityHistory {
  /** The newest first. @throws Refusal 403 */
  changes(actor: Actor, text: HistoryText): Promise<readonly ConfigChange[]>;
  /**
   * An earlier state becomes the newest revision; nothing of the history is rewritten. Procedures that came since stay.
   * @returns its revision
   * @throws Refusal 403, 404, 409 where somebody else has saved, 422 where it does not fit the city of today
   */
  restore(actor: Actor, wanted: TextRestoring): Promise<{ readonly revision: number }>;
}

/** Texts with a way back. */
export const historyTexts = ['procedures', 'duplicates', 'handling'] as const;
export type HistoryText = (typeof historyTexts)[number];

export interface TextRestoring {
  readonly text: HistoryText;
  /** The revision to go back to. */
  readonly to: number;
  /** The one that is in force, as far as the person knows. */
  readonly revision: number;
  readonly note: string;
}
