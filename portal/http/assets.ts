/**
 * What vite built: hashed files that never change, and the pages of the single-page applications, which get the
 * style nonce of their answer and the facts of the installation, and are for signed-in people only.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#engine/runtime/refusal.ts';

export interface Assets {
  /** Folder with `assets/`, `office.html`, `designer.html`. */
  readonly buildDir: string;
  /** Resolves when the folder is complete. */
  readonly built: Promise<void>;
  /** IANA name of the zone in which the pages show dates. */
  readonly timeZone: () => string;
}

const nonceMark = /__CSP_NONCE__/g;
const timeZoneMark = /__TIME_ZONE__/g;
const applications = ['office', 'designer'] as const;
/** Where whoever has to set up a second factor first is led. */
const accountPage = '/office/account';

export async function registerAssets(server: FastifyInstance, assets: Assets): Promise<void> {
  const { buildDir, built } = assets;
  server.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/assets/')) await ready(built);
  });
  await mkdir(join(buildDir, 'assets'), { recursive: true });
  await server.register(fastifyStatic, {
    root: join(buildDir, 'assets'),
    prefix: '/assets/',
    wildcard: true,
    decorateReply: false,
    index: false,
    preCompressed: true,
    cacheControl: true,
    immutable: true,
    maxAge: '365d',
  });
  for (const name of applications) {
    const page = async (request: FastifyRequest, reply: FastifyReply) => {
      if (request.member === null) return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303);
      if (request.actor === null && !request.url.startsWith(accountPage)) return reply.redirect(accountPage, 303);
      await ready(built);
      return await sendPage(reply, assets, name);
    };
    server.get(`/${name}`, { schema: { hide: true } }, page);
    server.get(`/${name}/*`, { schema: { hide: true } }, page);
  }
}

async function ready(built: Promise<void>): Promise<void> {
  await built.catch(() => {
    throw new Refusal('NOT_READY', 503);
  });
}

async function sendPage(reply: FastifyReply, { buildDir, timeZone }: Assets, name: string): Promise<FastifyReply> {
  const html = await readPage(buildDir, name);
  // Names of zones need nothing else; anything more would be another's text in our page.
  const zone = timeZone().replace(/[^\w/+-]/g, '');
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(html.replace(nonceMark, reply.styleNonce).replace(timeZoneMark, zone));
}

/** Vite puts a page where its source was: `portal/office/index.html`, `designer/index.html`. */
async function readPage(buildDir: string, name: string): Promise<string> {
  for (const place of [`${name}.html`, `${name}/index.html`, `portal/${name}/index.html`]) {
    const html = await readFile(join(buildDir, place), 'utf8').catch(() => undefined);
    if (html !== undefined) return html;
  }
  throw new Error(`the build has no page for ${name} in ${buildDir}`);
}
