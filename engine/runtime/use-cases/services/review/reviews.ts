import type { Reviews } from '../../../application/reviews.ts';
import type { Context } from '../../context.ts';
import { ask, decide, withdraw } from './ask.ts';
import { cancelPlan, plan } from './plan.ts';
import { remark, resolve } from './remarks.ts';
import { of, waiting } from './view.ts';

export function reviews(context: Context): Reviews {
  return {
    waiting: waiting(context),
    of: of(context),
    ask: ask(context),
    withdraw: withdraw(context),
    decide: decide(context),
    remark: remark(context),
    resolve: resolve(context),
    plan: plan(context),
    cancelPlan: cancelPlan(context),
  };
}
