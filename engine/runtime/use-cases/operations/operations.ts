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

export function operations(context: Context, onward: OnwardCheck): Operations {
  return {
    list: list(context),
    get: get(context),
    services: services(context),
    diagram: diagram(context),
    preview: preview(context, onward),
    perform: perform(context, onward),
    plan: plan(context),
    hold: hold(context),
    createBatch: createBatch(context),
    batches: batches(context),
    batch: batch(context),
    batchItems: batchItems(context),
    controlBatch: controlBatch(context),
    undoBatch: undoBatch(context),
  };
}
