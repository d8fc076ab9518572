/** The run on the screen: begun, one move after the other, back, anew; or a scenario that is gone through. */
import { useState } from 'react';
import type { Localised } from '#engine/cases/text/localised.ts';
import type { StepFailure } from '#engine/scenarios/perform.ts';
import { attempt, type Beginning, back, type Move, movesOf, play, type Tried } from './play.ts';
import { opened, titleOf } from './run-all.ts';
import type { Stage } from './stage.ts';

/** A scenario of which as many steps are played as the run has. */
export interface Script {
  readonly title: Localised;
  readonly moves: readonly Move[];
}

export interface Player {
  /** Null: nothing has begun. */
  readonly tried: Tried | null;
  readonly script: Script | null;
  /** Why the last move could not be made. */
  readonly refused: StepFailure | null;
  begin(beginning: Beginning, first: Move): void;
  make(next: Move): void;
  back(): void;
  restart(): void;
  /** Goes through a scenario: none of its steps is played yet. */
  open(path: string, index: number): void;
  /** As many of its steps as are wanted. */
  playScript(count: number): void;
  leaveScript(): void;
}

interface Shown {
  readonly tried: Tried | null;
  readonly script: Script | null;
  readonly refused: StepFailure | null;
}

const nothing: Shown = { tried: null, script: null, refused: null };

export function usePlayer(stage: Stage): Player {
  const [shown, show] = useState<Shown>(nothing);
  const { tried, script } = shown;
  return {
    ...shown,
    begin: (beginning, first) => {
      const begun = attempt(stage, play(stage, beginning, []), first);
      show(begun.kind === 'done' ? { ...nothing, tried: begun.tried } : { ...nothing, refused: begun.failure });
    },
    make: (next) => {
      if (tried === null) return;
      const made = attempt(stage, tried, next);
      // Who goes another way than the scenario has left it.
      if (made.kind === 'done') show({ tried: made.tried, script: null, refused: null });
      else show({ ...shown, refused: made.failure });
    },
    back: () => {
      if (tried === null) return;
      const before = back(stage, tried);
      show({ tried: before.turns.length === 0 && script === null ? null : before, script, refused: null });
    },
    restart: () => show(nothing),
    open: (path, index) => {
      const found = opened(stage, path, index);
      if (found === null) return;
      const moves = movesOf(found.tried);
      const begun = play(stage, found.tried.beginning, moves.slice(0, 1));
      show({ tried: begun, script: { title: titleOf(found.scenario), moves }, refused: null });
    },
    playScript: (count) => {
      if (tried === null || script === null) return;
      show({ tried: play(stage, tried.beginning, script.moves.slice(0, count)), script, refused: null });
    },
    leaveScript: () => show({ ...shown, script: null }),
  };
}
