import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Doors } from '../../http/doors.ts';
import { type Page, type PageContext, pageContext, render } from '../page.ts';
import type { PageSite } from '../site.ts';

export interface Routes {
  readonly scope: FastifyInstance;
  readonly doors: Doors;
  readonly site: PageSite;
}

/** Scripts of citizens' pages, by what they are for. */
export type Island = 'report' | 'map' | 'sign-in';

/** The frame of a page for who is asking. */
export function readerOf(
  request: FastifyRequest,
  site: PageSite,
  demo: boolean,
  bundles: Parameters<typeof pageContext>[2] = [],
): PageContext {
  const reader = {
    language: request.language ?? 'vi',
    path: switchable(request),
    signedIn: request.actor !== null,
    demo,
  };
  return pageContext(reader, site.city(), bundles);
}

/** Answers with a page. @param make gets the frame @param islands scripts the page profits from */
export function show(
  { doors, site }: Routes,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: {
    readonly status?: number;
    readonly islands?: readonly Island[];
    readonly make: (context: PageContext) => Page;
  },
): FastifyReply {
  const bundles = (answer.islands ?? []).flatMap((name) => doors.bundles(`portal/citizen/islands/${name}.ts`) ?? []);
  const context = readerOf(request, site, doors.site.demo, bundles);
  return reply
    .status(answer.status ?? 200)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(render(context, answer.make(context)));
}

/** The address for the language switch: after a posted form the page to come back to is the form's own. */
function switchable(request: FastifyRequest): string {
  const [path = '/', query = ''] = request.url.split('?');
  if (request.method !== 'GET') return path.replace(/\/(answer|forget|message|stop)$/, '');
  const kept = new URLSearchParams(query);
  kept.delete('lang');
  return kept.size === 0 ? path : `${path}?${kept}`;
}

/** A posted field as one text. */
export function field(values: Readonly<Record<string, unknown>>, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value.trim() : '';
}
