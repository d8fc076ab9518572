import type { Duplicates } from '../../application/duplicates.ts';
import type { Context } from '../context.ts';
import { candidates, compare } from './candidates.ts';
import { join } from './join.ts';
import { known, nearby } from './nearby.ts';
import { split } from './split.ts';
import { stop } from './stop.ts';
import { together } from './together.ts';

/** Several reports about one matter; see docs/duplicates.md. */
export function duplicates(context: Context): Duplicates {
  return {
    nearby: nearby(context),
    known: known(context),
    join: join(context),
    stop: stop(context),
    candidates: candidates(context),
    compare: compare(context),
    together: together(context),
    split: split(context),
  };
}
