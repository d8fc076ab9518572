/** The citizens' pages, where they are there; without them the API and the applications work all the same. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Pages } from './http/doors.ts';

const routes = join(import.meta.dirname, 'citizen', 'routes.ts');

export async function loadPages(): Promise<Pages> {
  if (!existsSync(routes)) return { registerCitizenPages: () => {} };
  return (await import(pathToFileURL(routes).href)) as Pages;
}
