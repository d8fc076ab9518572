import type { Operations } from '../../application/operations.ts';
import type { Context } from '../context.ts';
import { controlBatch, undoBatch } from './batches/control.ts';
import { createBatch, hold } from './batches/create.ts';
import { batch, batches, batchItems } from './batches/read.ts';
import { list } from './list.ts';
import type { OnwardCheck } from './onward.ts';
import { perform, preview } from './perform.ts';
import { plan, services } from './plan.ts';
import { diagram, get } from './show.ts';

/** @param ring tells the worker of this process that there is a batch to look at */
export function operations(context: Context, onward: OnwardCheck, ring: () => void): Operations {
  const begin = createBatch(context);
  const onHold = hold(context);
  const control = controlBatch(context);
  const undo = undoBatch(context);
  return {
    list: list(context),
    get: get(context),
    services: services(context),
    diagram: diagram(context),
    preview: preview(context, onward),
    perform: perform(context, onward),
    plan: plan(context),
    hold: (...asked) => onHold(...asked).finally(ring),
    createBatch: (...asked) => begin(...asked).finally(ring),
    batches: batches(context),
    batch: batch(context),
    batchItems: batchItems(context),
    controlBatch: (...asked) => control(...asked).finally(ring),
    undoBatch: (...asked) => undo(...asked).finally(ring),
  };
}
