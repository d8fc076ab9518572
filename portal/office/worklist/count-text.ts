import { worklistCountMax } from '#engine/cases/worklist.ts';

/** A count as it is shown: nobody is told how many there are beyond what is counted. */
export function countText(count: number): string {
  return count > worklistCountMax ? `${worklistCountMax}+` : String(count);
}
