import { writeFile } from 'node:fs/promises';

export const about = "Writes the API's description to portal/openapi.json.";

export async function run(): Promise<void> {
  const { describeApi } = await import('../http/openapi.ts');
  await writeFile(new URL('../openapi.json', import.meta.url), await describeApi());
}
