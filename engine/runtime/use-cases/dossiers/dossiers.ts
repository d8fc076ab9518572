import type { Dossiers } from '../../application/dossiers.ts';
import type { Context } from '../context.ts';
import { mayReceive, procedures } from './procedures.ts';
import { receive } from './receive.ts';
import { stop } from './stop.ts';
import { dossier } from './view.ts';

export function dossiers(context: Context): Dossiers {
  return {
    mayReceive: mayReceive(context),
    procedures: procedures(context),
    receive: receive(context),
    dossier: dossier(context),
    stop: stop(context),
  };
}
