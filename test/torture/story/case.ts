/** One case on its way, and the steps that may be taken with it. */
import type { Desk } from '../asking.ts';
import type { Random } from '../random.ts';

export interface Story {
  readonly desk: Desk;
  readonly random: Random;
  /** Another number for each story. */
  readonly phone: string;
  /** Asked between two steps: whether to leave the case as it is. */
  readonly stopped: () => boolean;
}

export interface Case extends Story {
  readonly register: string;
  readonly code: string;
  /** What the reporter shows beside the code. */
  readonly secret: string;
}

/** @returns whether the story goes on */
export type Step = (at: Case) => Promise<boolean>;
