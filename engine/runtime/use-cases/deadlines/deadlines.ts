import type { Deadlines } from '../../application/deadlines.ts';
import type { Context } from '../context.ts';
import { ask, decide } from './extend.ts';
import { mine } from './mine.ts';
import { pause, resume } from './pause.ts';
import { viewOf } from './view.ts';

export function deadlines(context: Context): Deadlines {
  return {
    ofCase: async (actor, caseId) => await context.store.transaction((tx) => viewOf(context, tx, actor, caseId)),
    mine: mine(context),
    pause: pause(context),
    resume: resume(context),
    ask: ask(context),
    decide: decide(context),
  };
}
