import type { Instant } from '#engine/core/values.ts';
import type { Actor } from './common.ts';

/** Every save of a draft, and who has the service open at this moment. */
export interface DraftSaves {
  /** Saves of a file of the draft (every file: ''), the newest first; none where there is no draft. */
  list(actor: Actor, service: string, path: string): Promise<readonly SaveView[]>;
  /** What the file held then. @throws Refusal 410 `SAVE_GONE` */
  read(actor: Actor, service: string, id: string): Promise<SavedState>;
  /** Says what a save was for; it stays a save of its own from then on. @throws Refusal 410 `SAVE_GONE` */
  note(actor: Actor, service: string, id: string, note: string): Promise<void>;
  /**
   * Says that a tab of a browser has the service open, and asks who else has.
   * @param here.path the file that is edited; '' for the service itself
   */
  here(actor: Actor, service: string, here: Here): Promise<Presence>;
}

export interface SaveView {
  readonly id: string;
  readonly path: string;
  readonly begunAt: Instant;
  readonly savedAt: Instant;
  readonly savedBy: string;
  readonly note: string;
}

export interface SavedState extends SaveView {
  readonly content: string;
}

export interface Here {
  /** Made by the tab. */
  readonly tab: string;
  readonly path: string;
  readonly leaving: boolean;
}

export interface Presence {
  readonly others: readonly { readonly name: string; readonly path: string }[];
  /** Of the draft at this moment; null where there is none. */
  readonly draft: {
    readonly revision: number;
    /** The last save of the file, by whomever; null where the draft has not changed it. */
    readonly file: { readonly revision: number; readonly savedBy: string; readonly own: boolean } | null;
  } | null;
}
