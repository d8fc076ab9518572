// What importing and exporting models of others gave, as lines for a terminal and as the page docs/interchange.md.
import type { Problem } from '../problems.ts';
import type { ImportNote } from './importing.ts';
import { isLossless, type RoundTrip } from './round-trip.ts';

export interface Played {
  /** Name of the file without its folder. */
  readonly file: string;
  /** null: refused, or what broke. */
  readonly trip: RoundTrip | null;
  readonly fault: string;
}

export function passed({ trip }: Played): boolean {
  return trip !== null && isLossless(trip);
}

/** `✔ A.1.0.bpmn: 61 elements in, 61 out, 0 differences; …` */
export function lineOf(played: Played): string {
  const mark = passed(played) ? '✔' : '✖';
  const { file, trip, fault } = played;
  if (trip === null) return `${mark} ${file}: ${fault}`;
  const { elements, differences, added, translated } = trip.comparison;
  const ours = added + translated === 0 ? '' : `, ${added} of ours added, ${translated} texts translated`;
  const drawing = trip.drawn ? ', a drawing made' : '';
  const shown = differences.slice(0, 5).map(({ path, what, name }) => `\n    ${what} ${name} at ${path}`);
  const cannot = atElements(trip.notExecutable);
  return [
    `${mark} ${file}: ${elements.before} elements in, ${elements.after} out${ours}${drawing}, ${differences.length} differences`,
    `; edited and saved: ${trip.edited.length} change`,
    `; not executable: ${cannot.length === 0 ? 'nothing' : cannot.join(', ')}`,
    ...shown,
  ].join('');
}

/** @param day ISO date of the run */
export function interchangePage(played: readonly Played[], day: string): string {
  const good = played.filter((one) => one.trip !== null);
  return [
    '# Import and export',
    '',
    'A BPMN file of another tool is imported by writing our own extensions beside what it holds: nothing of it is removed,',
    'and its text is not written anew. A drawing that is changed in the designer is saved the same way: only what was',
    'changed is put into the text (`engine/bpmn/interchange`). What is mapped onto what: docs/process-extensions.md.',
    '',
    '- `wardflow import FILE [--out FILE]` lists what was taken over, what is to be looked at, and what stands against',
    '  running the result, by element; in the designer, "Import a BPMN file" on the page of a service does the same.',
    '- `npm run conformance -- --miwg FOLDER` imports every model of a folder, opens it with the library that the designer',
    '  edits with, renames one element, saves, and compares what came in with what goes out: every element, attribute,',
    '  text, comment and namespace, drawing included, in their order. The comparison reads with another parser than the',
    '  import. `--table` prints this page.',
    '',
    '## Results',
    '',
    `Made on ${day}: ${played.filter(passed).length} of ${played.length} models without loss. "Alone" is what loading and`,
    'saving with the library alone would lose or change.',
    '',
    '| model | elements in → out | differences | alone | ours added | translated | to check | without effect | cannot run |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...played.map(row),
    '',
    '## What is not executable, by element',
    '',
    'Every process of a model is taken as executable here, whatever the model says. Forms and decisions that a model names',
    'are not in it.',
    '',
    ...good.flatMap(({ file, trip }) => [`- **${file}**: ${cannotText(trip?.notExecutable ?? [])}`]),
    '',
    '## What the import says, by kind',
    '',
    ...good.flatMap(({ file, trip }) => notesOf(file, trip?.imported.warnings ?? [])),
    '',
  ].join('\n');
}

function row({ file, trip, fault }: Played): string {
  if (trip === null) return `| ${file} | refused: ${fault} | | | | | | | |`;
  const { elements, differences, added, translated } = trip.comparison;
  const kinds = Map.groupBy(trip.imported.warnings, ({ kind }) => kind);
  return `| ${[
    file,
    `${elements.before} → ${elements.after}`,
    `${differences.length}${trip.drawn ? ' (drawing made)' : ''}`,
    trip.lostByPlainSaving,
    added,
    translated,
    kinds.get('check')?.length ?? 0,
    kinds.get('harmless')?.length ?? 0,
    new Set(trip.notExecutable.map(({ element }) => element)).size,
  ].join(' | ')} |`;
}

/** `handle (NOBODY_ADDRESSED)`, once for each element and code. */
function atElements(problems: readonly Problem[]): readonly string[] {
  return [...new Set(problems.map(({ element, code }) => `${element ?? 'file'} (${code})`))];
}

function cannotText(problems: readonly Problem[]): string {
  if (problems.length === 0) return 'everything runs.';
  const byCode = Map.groupBy(problems, ({ code }) => code);
  const parts = [...byCode].map(([code, some]) => {
    const elements = [...new Set(some.map(({ element }) => element ?? 'file'))];
    return `${code} ${elements.map((element) => `\`${element}\``).join(', ')}`;
  });
  return `${parts.join('; ')}.`;
}

/** Without values. */
function plainName(name: string): string {
  return name.startsWith('<') ? `${name.split(/[\s>]/)[0]}>` : (name.split('=')[0] ?? name);
}

/** Foreign names with how often they stand there; what each does is said by `wardflow import`. */
function notesOf(file: string, notes: readonly ImportNote[]): readonly string[] {
  if (notes.length === 0) return [];
  const names = (kind: ImportNote['kind']): string => {
    const own = notes.filter((note) => note.kind === kind).map(({ name }) => plainName(name));
    const counted = [...Map.groupBy(own, (name) => name)].map(
      ([name, list]) => `\`${name}\`${list.length > 1 ? ` ×${list.length}` : ''}`,
    );
    return counted.length === 0 ? 'nothing' : counted.join(', ');
  };
  return [`- **${file}**: to check: ${names('check')}; without effect: ${names('harmless')}.`];
}
