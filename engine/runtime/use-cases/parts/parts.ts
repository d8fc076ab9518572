import type { Parts } from '../../application/parts.ts';
import type { Context } from '../context.ts';
import { ask } from './ask.ts';
import { remind, withdraw } from './change.ts';
import { takeOver } from './photos.ts';
import { ofTask } from './view.ts';

export function parts(context: Context): Parts {
  return {
    ofTask: ofTask(context),
    ask: ask(context),
    withdraw: withdraw(context),
    remind: remind(context),
    takeOver: takeOver(context),
  };
}
