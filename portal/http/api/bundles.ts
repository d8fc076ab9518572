/** The configuration as signed files: out, and in after a look (docs/bundles.md). */
import type { Doors } from '../doors.ts';
import {
  bundleBook,
  bundleLook,
  bundleOrder,
  bundlePreview,
  bundleTaken,
  bundleTaking,
  exportedBundle,
  trustedKeysChange,
} from '../schemas/bundles.ts';
import { answers } from '../schemas/common.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['city'];
/** The largest bundle, in base64. */
const bodyLimit = 46_000_000;

export function registerBundles(api: Api, { application: { bundles } }: Doors): void {
  const book = { summary: 'Keys that are trusted, and what went out and came in', tags, response: answers(bundleBook) };
  api.get('/city/bundles', { schema: book }, async (request) => bundles.book(actorOf(request)));

  const out = {
    summary: 'A service, or the whole configuration, as one signed file',
    tags,
    body: bundleOrder,
    response: answers(exportedBundle),
  };
  api.post('/city/bundles/exports', { schema: out }, async (request) => {
    const { name, digest, bytes } = await bundles.exportBundle(actorOf(request), request.body);
    return { name, digest, content: Buffer.from(bytes).toString('base64') };
  });

  const look = {
    summary: 'What taking a bundle in would do; nothing is written',
    tags,
    body: bundleLook,
    response: answers(bundlePreview),
  };
  api.post('/city/bundles/previews', { schema: look, bodyLimit }, async (request) => {
    const { content, choices } = request.body;
    return await bundles.preview(actorOf(request), { bytes: Buffer.from(content, 'base64'), choices });
  });

  const take = {
    summary: 'Take a bundle in as it was looked at: services as drafts, all of it or nothing',
    tags,
    body: bundleTaking,
    response: answers(bundleTaken),
  };
  api.post('/city/bundles/imports', { schema: take, bodyLimit }, async (request) => {
    const { content, ...order } = request.body;
    return await bundles.takeIn(actorOf(request), { ...order, bytes: Buffer.from(content, 'base64') });
  });

  const keys = {
    summary: 'Change whose bundles are trusted',
    tags,
    body: trustedKeysChange,
    response: answers(bundleBook),
  };
  api.put('/city/bundles/keys', { schema: keys }, async (request) => bundles.saveKeys(actorOf(request), request.body));
}
