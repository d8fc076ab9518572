// `wardflow import FILE [--out FILE]`: makes a BPMN or DMN file of another tool one of ours, and says what became of it.
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { decodeXml } from '#engine/bpmn/interchange/decode-xml.ts';
import { importBpmn } from '#engine/bpmn/interchange/import-file.ts';
import type { Imported, ImportNote } from '#engine/bpmn/interchange/importing.ts';

export const about =
  'Imports a BPMN or DMN file of another tool: what is taken over, what is not. --out FILE writes it.';

type Language = 'vi' | 'en';

/** @returns exit code: 0 where it was imported, 1 where it was refused, 2 on a bad argument */
export async function run(args: readonly string[]): Promise<number> {
  const options = { out: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    console.error('wardflow: name one BPMN or DMN file');
    return 2;
  }
  const imported = await importBpmn(decodeXml(await readFile(file)), basename(file));
  const language = new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('vi') ? 'vi' : 'en';
  console.log(report(imported, language));
  if (imported.xml === null) return 1;
  if (values.out !== undefined) await writeFile(values.out, imported.xml);
  return 0;
}

const headings = {
  taken: { vi: 'Đã lấy', en: 'Taken over' },
  check: { vi: 'Cần xem lại', en: 'To check' },
  harmless: { vi: 'Giữ trong tệp, không có tác dụng', en: 'Kept in the file, without effect' },
  problems: { vi: 'Chưa chạy được', en: 'Stands against running it' },
  file: { vi: 'tệp', en: 'file' },
} as const;

function report({ taken, warnings, problems }: Imported, language: Language): string {
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
