import type { Services } from '../../application/services.ts';
import type { Context } from '../context.ts';
import { discard, save } from './draft.ts';
import { check, publish } from './publish.ts';
import { get, list, live, resource } from './read.ts';

export function services(context: Context): Services {
  return {
    list: list(context),
    get: get(context),
    resource: resource(context),
    save: save(context),
    discard: discard(context),
    check: check(context),
    publish: publish(context),
    live: live(context),
  };
}
