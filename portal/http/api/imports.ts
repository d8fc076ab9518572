/** Files that come in, and how the map then looks. */
import type { Doors } from '../doors.ts';
import { answers } from '../schemas/common.ts';
import { importFile, importReport, mapCheck } from '../schemas/imports.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['city'];
/** The wards of a whole province, in base64. */
const bytesMax = 40_000_000;

export function registerImports(api: Api, { application: { imports } }: Doors): void {
  const run = {
    summary: 'Look at a file of units, people or wards, or take it in',
    tags,
    body: importFile,
    response: answers(importReport),
  };
  api.post('/city/imports', { schema: run, bodyLimit: bytesMax }, async (request) => {
    const { content, ...file } = request.body;
    return await imports.run(actorOf(request), { ...file, content: Buffer.from(content, 'base64') });
  });

  const look = { summary: 'Whether wards overlap, leave holes or have nobody', tags, response: answers(mapCheck) };
  api.get('/city/map-check', { schema: look }, async (request) => imports.mapCheck(actorOf(request)));
}
