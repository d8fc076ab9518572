import type { History } from '../../application/history.ts';
import type { Context } from '../context.ts';
import { ratings } from '../ratings/ratings.ts';
import { figures } from './figures.ts';
import { holdings } from './holdings.ts';
import { steps } from './steps.ts';
import { tryDraft } from './try-draft.ts';

export function history(context: Context): History {
  return {
    ...figures(context),
    ...ratings(context),
    steps: steps(context),
    holdings: holdings(context),
    tryDraft: tryDraft(context),
  };
}
