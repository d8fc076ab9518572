/** What the designer gets to try a shipped service with, read from its folder, with nobody in any post. */
import { readdirSync, readFileSync } from 'node:fs';
import { cityFiles } from '#engine/cases/city/parse-city.ts';
import type { TryBook } from '#engine/runtime/application/services.ts';
import { parseForm } from '#forms/check.ts';

const workflows = new URL('../../workflows/', import.meta.url);

/** @param changes of files, by path */
export function tryBook(service: string, changes: Readonly<Record<string, string>> = {}): TryBook {
  const folder = new URL(`${service}/`, workflows);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(bpmn|dmn|json|yaml)$/.test(path),
  );
  const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');
  const texts = new Map([...paths.map((path) => [path, read(path)] as const), ...Object.entries(changes)]);
  const files = [...texts].map(([path, content]) => ({ path, content }));
  const forms = files.flatMap(({ path, content }) => {
    const name = /^forms\/(.+)\.form\.json$/.exec(path)?.[1];
    const { form } = name === undefined ? {} : parseForm(content, path);
    return name !== undefined && form ? [[name, form] as const] : [];
  });
  const asked = cityFiles.filter((file) => file !== 'access.json');
  const city = asked.map((file) => [file, readFileSync(new URL(`demo-city/${file}`, workflows), 'utf8')] as const);
  const now = Date.parse('2026-11-20T08:00:00+07:00');
  return { files, forms: Object.fromEntries(forms), choices: {}, city: Object.fromEntries(city), holders: [], now };
}
