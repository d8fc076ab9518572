import { readFileSync } from 'node:fs';
import type { City } from '#engine/cases/city/city.ts';
import { fontFile, stylesheetAt } from '../styles.ts';
import type { Routes } from './reader.ts';

const yearSeconds = 365 * 24 * 3600;

/** Style, fonts and marks of the citizens' pages, and the outline of the city that the map draws. */
export function assetRoutes({ scope, site }: Routes): void {
  const hide = { schema: { hide: true } };
  const forever = `public, max-age=${yearSeconds}, immutable`;

  scope.get<{ Params: { name: string } }>('/styles/:name', hide, async (request, reply) => {
    const sheet = stylesheetAt(`/styles/${request.params.name}`);
    if (sheet === undefined) return reply.callNotFound();
    return reply.type('text/css; charset=utf-8').header('cache-control', forever).send(sheet.css);
  });

  scope.get<{ Params: { name: string } }>('/fonts/:name', hide, async (request, reply) => {
    const file = fontFile(request.params.name);
    if (file === undefined) return reply.callNotFound();
    return reply.type('font/woff2').header('cache-control', forever).send(file);
  });

  for (const name of ['logo', 'favicon']) {
    const svg = readFileSync(new URL(`../../kit/${name}.svg`, import.meta.url));
    scope.get(`/${name}.svg`, hide, async (_request, reply) =>
      reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(svg),
    );
  }

  scope.get('/map/wards.json', hide, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').send(outline(site.city())),
  );
}

/** RFC 7946: the wards as features with their code and names. */
function outline(city: City | undefined) {
  const features = [...(city?.wards.values() ?? [])].map(({ code, name, polygons }) => ({
    type: 'Feature',
    properties: { code, name },
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  }));
  return { type: 'FeatureCollection', features };
}
