import { definitionsPage } from '../pages/definitions.ts';
import { type Routes, show } from './reader.ts';

/** The page behind every "what counts" of the public pages, the office and the designer. */
export function definitionRoutes(routes: Routes): void {
  routes.scope.get('/definitions', { schema: { hide: true } }, async (request, reply) =>
    show(routes, request, reply, { make: definitionsPage }),
  );
}
