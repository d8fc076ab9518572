import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { CaseRow, ClockRow } from '../../ports/case-rows.ts';
import { resumed } from '../steps/keep-clock.ts';
import type { ClockMove } from './write-clocks.ts';

/** What becomes of the clocks that an official has paused: they go on, unless the stage of the case pauses them itself. */
export function resumedMoves(
  clocks: readonly ClockRow[],
  { stage }: Pick<CaseRow, 'stage'>,
  place: CityInForce,
  now: Instant,
): readonly ClockMove[] {
  const rests = place.city.stages.get(stage)?.pausesClock === true;
  return clocks
    .filter(({ endedAt, pausedBy }) => endedAt === null && pausedBy === 'official')
    .map((before) => {
      const stays = rests && before.name !== 'step';
      return { before, after: stays ? { ...before, pausedBy: 'stage' as const } : resumed(before, now, place) };
    });
}
