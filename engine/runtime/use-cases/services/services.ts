import type { Services } from '../../application/services.ts';
import type { Context } from '../context.ts';
import { create, gallery, givees } from './create.ts';
import { discard, removeScenario, save } from './draft.ts';
import { history } from './history.ts';
import { check, publish } from './publish.ts';
import { get, list, live, resource } from './read.ts';
import { trying } from './trying.ts';
import { vocabulary } from './vocabulary.ts';

export function services(context: Context): Services {
  return {
    list: list(context),
    get: get(context),
    resource: resource(context),
    save: save(context),
    removeScenario: removeScenario(context),
    discard: discard(context),
    create: create(context),
    givees: givees(context),
    gallery: gallery(context),
    trying: trying(context),
    check: check(context),
    publish: publish(context),
    live: live(context),
    history: history(context),
    vocabulary: vocabulary(context),
  };
}
