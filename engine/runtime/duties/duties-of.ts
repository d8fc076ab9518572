/** Every background duty of the product, a line each. */

import { reorganiseSome } from '../administration/reorganise/carry-out.ts';
import { tellEnding } from '../administration/service-accounts/tell-ending.ts';
import { archiveSome } from '../archive/archive-closed.ts';
import { destroyExpired } from '../archive/retention.ts';
import { eraseOrdered } from '../erasure/carry-out.ts';
import { countFigures } from '../history/rollup.ts';
import { rollupOf } from '../history/rollup-of.ts';
import { nightlyReplay } from '../replay/nightly.ts';
import type { Context } from '../use-cases/context.ts';
import { moveClocks } from '../use-cases/deadlines/move-clocks.ts';
import { sweepClocks } from '../use-cases/deadlines/sweep.ts';
import { scanFiles } from '../use-cases/files/scan.ts';
import { sweepFiles } from '../use-cases/files/sweep.ts';
import { countRatings } from '../use-cases/ratings/keep-rating.ts';
import { indexContacts } from '../use-cases/reports/index-contacts.ts';
import { publishPlanned } from '../use-cases/services/review/publish-planned.ts';
import { type Duty, every, nightly } from './duty.ts';

const minuteMs = 60_000;

export function dutiesOf(context: Context): readonly Duty[] {
  const timeZone = () => context.cities.last?.city.province.timeZone ?? 'UTC';
  const { onReplayDifference: onDifference } = context;
  return [
    // Does nothing: its row says when a worker was last alive.
    { name: 'pulse', next: every(minuteMs / 2), run: async () => ({ done: 0 }) },
    {
      name: 'sweep-files',
      next: every(60 * minuteMs),
      run: async (now) => ({ done: await sweepFiles(context, now) }),
    },
    { name: 'scan-files', next: every(minuteMs / 12), run: (now) => scanFiles(context, now) },
    { name: 'deadlines', next: every(minuteMs / 2), run: (now) => sweepClocks(context, now) },
    { name: 'reorganise', next: every(minuteMs), run: () => reorganiseSome(context) },
    { name: 'follow-calendars', next: every(minuteMs / 4), run: (now) => moveClocks(context, now) },
    countFigures(rollupOf(context)),
    { name: 'count-ratings', next: every(minuteMs / 6), run: () => countRatings(context) },
    { name: 'archive', next: every(minuteMs), run: (now) => archiveSome(context, now) },
    { name: 'retention', next: nightly(3, timeZone), run: (now) => destroyExpired(context, now) },
    { name: 'erase', next: every(minuteMs / 2), run: (now) => eraseOrdered(context, now) },
    { name: 'index-contacts', next: every(minuteMs / 2), run: (now) => indexContacts(context, now) },
    { name: 'publish-planned', next: every(minuteMs / 4), run: (now) => publishPlanned(context, now) },
    { name: 'tokens-ending', next: nightly(6, timeZone), run: (now) => tellEnding(context, now) },
    nightlyReplay({ ...context, timeZone, ...(onDifference && { onDifference }) }),
  ];
}
