// `wardflow import FILE [--out FILE]`: makes a BPMN or DMN file of another tool one of ours, and says what became of it.
// A table of states (JSON of DIGIT's workflow service) becomes a whole service, in a folder.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { importTable } from '#engine/bpmn/business-service/import-table.ts';
import { decodeXml } from '#engine/bpmn/interchange/decode-xml.ts';
import { importBpmn } from '#engine/bpmn/interchange/import-file.ts';
import type { Imported, ImportNote } from '#engine/bpmn/interchange/importing.ts';

export const about =
  'Imports a BPMN or DMN file of another tool, or a table of states (JSON). --out FILE or FOLDER writes what becomes of it.';

type Language = 'vi' | 'en';

/** @returns exit code: 0 where it was imported, 1 where it was refused, 2 on a bad argument */
export async function run(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const options = { out: text, service: text, escalations: text } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    console.error('wardflow: name one BPMN, DMN or JSON file');
    return 2;
  }
  const bytes = await readFile(file);
  if (file.toLowerCase().endsWith('.json')) return await importStates(bytes.toString('utf8'), basename(file), values);
  const imported = await importBpmn(decodeXml(bytes), basename(file));
  console.log(report(imported, languageHere()));
  if (imported.xml === null) return 1;
  if (values.out !== undefined) await writeFile(values.out, imported.xml);
  return 0;
}

interface TableArguments {
  readonly out?: string | undefined;
  readonly service?: string | undefined;
  /** File with the times of automatic actions. */
  readonly escalations?: string | undefined;
}

async function importStates(text: string, name: string, args: TableArguments): Promise<number> {
  const escalations = args.escalations === undefined ? undefined : await readFile(args.escalations, 'utf8');
  const imported = importTable(text, name, {
    ...(escalations !== undefined && { escalations }),
    ...(args.service !== undefined && { service: args.service }),
  });
  console.log(report(imported, languageHere()));
  if (imported.service === null) return 1;
  if (args.out === undefined) return 0;
  if (!(await isFree(args.out))) {
    console.error(`wardflow: ${args.out} is there already and not an empty folder; nothing was written`);
    return 2;
  }
  for (const [path, content] of Object.entries(imported.service.files)) {
    const target = join(args.out, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  return 0;
}

async function isFree(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

function languageHere(): Language {
  return new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('vi') ? 'vi' : 'en';
}

const headings = {
  taken: { vi: 'Đã lấy', en: 'Taken over' },
  check: { vi: 'Cần xem lại', en: 'To check' },
  harmless: { vi: 'Giữ trong tệp, không có tác dụng', en: 'Kept in the file, without effect' },
  problems: { vi: 'Chưa chạy được', en: 'Stands against running it' },
  file: { vi: 'tệp', en: 'file' },
} as const;

function report(
  { taken, warnings, problems }: Pick<Imported, 'taken' | 'warnings' | 'problems'>,
  language: Language,
): string {
  const notes = (kind: ImportNote['kind']) => [...taken, ...warnings].filter((note) => note.kind === kind);
  const lines = [...(['taken', 'check', 'harmless'] as const)].flatMap((kind) =>
    section(
      headings[kind][language],
      notes(kind).map(({ element, name, message }) => ({ element, text: `${name}: ${message[language]}` })),
      language,
    ),
  );
  const wrong = problems.map(({ element, message }) => ({ element, text: message[language] }));
  return [...lines, ...section(headings.problems[language], wrong, language)].join('\n');
}

interface Line {
  readonly element: string | null;
  readonly text: string;
}

/** By element, in the order of the file; what is said several times of one stands once, with how often. */
function section(heading: string, lines: readonly Line[], language: Language): readonly string[] {
  if (lines.length === 0) return [];
  const byElement = Map.groupBy(lines, ({ element }) => element ?? headings.file[language]);
  return [
    `${heading} (${lines.length})`,
    ...[...byElement].flatMap(([element, own]) => [
      `  ${element}`,
      ...[...Map.groupBy(own, ({ text }) => text)].map(
        ([text, same]) => `    ${text.replace(/\s+/g, ' ')}${same.length > 1 ? ` ×${same.length}` : ''}`,
      ),
    ]),
    '',
  ];
}
