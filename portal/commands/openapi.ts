import { writeFile } from 'node:fs/promises';
import { describeApi } from '../http/openapi.ts';

export const about = "Writes the API's description to portal/openapi.json.";

export async function run(): Promise<void> {
  await writeFile(new URL('../openapi.json', import.meta.url), await describeApi());
}
