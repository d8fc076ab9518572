// `wardflow soundness PATH…`: whether every case of the processes below the paths can end, with nothing left over and no
// useless part. --scenarios FOLDER writes what shows a fault as scenarios to play; --language vi speaks Vietnamese.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import type { Problem } from '#engine/bpmn/problems.ts';
import { whyNotDecided } from '#engine/bpmn/soundness-problems.ts';
import { endingStages, parsePack } from '#engine/cases/service-pack.ts';
import { checkSoundness, type Soundness } from '#engine/core/soundness/check.ts';
import { type Finding, messageOf, severityOf } from '#engine/core/soundness/finding.ts';
import { surroundingOf } from '#engine/core/soundness/rules/outside.ts';
import { wayOf } from '#engine/core/soundness/witness/strides.ts';
import { type Counterexample, counterexampleOf } from '#engine/scenarios/paths/counterexample.ts';
import { failureOf, type Setting, stageOf } from '#engine/scenarios/paths/generate.ts';
import { writeScenarios } from '#engine/scenarios/write-scenario.ts';
import { type DemoSurroundings, demoSurroundings } from '../demo-surroundings.ts';
import { type ModelFile, modelFiles, readBeside } from '../model-files.ts';

export const about =
  'Proves that every case can end, or shows how one gets stuck. --scenarios FOLDER writes what shows it; --language vi.';

type Language = 'vi' | 'en';

interface Report {
  readonly city: DemoSurroundings;
  readonly language: Language;
  /** Where scenarios are written; null: nowhere. */
  readonly folder: string | null;
}

/** @returns exit code: 0 where all are sound, 1 where one is not or is not decided, 2 where nothing could be checked */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const options = { scenarios: { type: 'string' }, language: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const files = await modelFiles(positionals.length > 0 ? positionals : ['.']);
    if (files.length === 0) {
      console.error(`wardflow: no *.bpmn below ${positionals.join(', ') || '.'}`);
      return 2;
    }
    const language = values.language === 'vi' ? 'vi' : 'en';
    const report: Report = { city: await demoSurroundings(), language, folder: values.scenarios ?? null };
    if (report.folder !== null) await mkdir(report.folder, { recursive: true });
    let good = true;
    for (const file of files) good = (await checkFile(file, report)) && good;
    return good ? 0 : 1;
  } catch (error) {
    console.error(`wardflow: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
}

async function checkFile(file: ModelFile, report: Report): Promise<boolean> {
  const resources = await Promise.all(
    file.beside.map(async (path) => ({ path, content: (await readBeside(file, path)) ?? '' })),
  );
  const { processes, files: fileOf, problems } = await loadProgram(resources, { host: 'core' });
  const wrong = problems.filter((one) => one.severity === 'error' && one.code !== 'FORM_NOT_FOUND');
  const own = wrong.filter(({ path }) => path === file.file);
  const place = relative(process.cwd(), join(file.folder, file.file));
  if (own.length > 0) {
    console.log(`✘ ${place}`);
    for (const problem of own) console.log(`    ${problemLine(problem, report.language)}`);
    return false;
  }
  const all = Object.values(processes);
  const { pack } = parsePack(await readBeside(file, 'pack.json'));
  const surrounding = surroundingOf(all, endingStages(pack));
  let good = true;
  for (const program of all.filter(({ process: id }) => fileOf[id] === file.file)) {
    const start = performance.now();
    const result = checkSoundness(program, surrounding);
    const warned = result.findings.some((finding) => severityOf(finding) === 'warning');
    const mark = warned ? '✘' : result.decided ? '✔' : '?';
    const took = Math.round(performance.now() - start);
    console.log(`${mark} ${place} ${program.process}: ${verdict(result, report.language)}, ${took} ms`);
    for (const finding of result.findings) await tell(finding, { file, result, report });
    good &&= !warned && result.decided;
  }
  return good;
}

function verdict({ decided, why, states, findings, explored }: Soundness, language: Language): string {
  const count = findings.filter((finding) => severityOf(finding) === 'warning').length;
  const reason = why === null ? '' : whyNotDecided[language][why];
  const at = (word: string): string => (explored.where.length === 0 ? '' : `, ${word} ${explored.where.join(', ')}`);
  const words = {
    vi: {
      sound: 'mọi hồ sơ đều kết thúc được',
      found: `${count} điểm cần xem`,
      open: `chưa kết luận được (${reason}${at('ở')})`,
      states: `${states} trạng thái`,
    },
    en: {
      sound: 'every case can end',
      found: `${count} to look at`,
      open: `not decided (${reason}${at('at')})`,
      states: `${states} states`,
    },
  }[language];
  const verdicts = [...(count > 0 ? [words.found] : decided ? [words.sound] : []), ...(decided ? [] : [words.open])];
  return `${verdicts.join('; ')}, ${words.states}`;
}

interface Told {
  readonly file: ModelFile;
  readonly result: Soundness;
  readonly report: Report;
}

async function tell(finding: Finding, { file, result, report }: Told): Promise<void> {
  const { program } = result;
  const mark = severityOf(finding) === 'warning' ? '⚠' : 'ℹ';
  const name = program.nodes[finding.element]?.name;
  const named = name === undefined || name === '' || name === finding.element ? '' : ` “${name}”`;
  console.log(`  ${mark} ${finding.element}${named}: ${messageOf(finding, report.language)} (${finding.code})`);
  if (finding.at === null) return;
  const steps = wayOf(finding.at).map(({ happening }) => {
    const at = 'element' in happening && happening.element !== null ? ` ${happening.element}` : '';
    return `${happening.kind}${at}`;
  });
  console.log(`      ${steps.join(' → ')}`);
  if (report.folder === null) return;
  const written = await write(finding, { file, result, report });
  if (written !== null) console.log(`      ${written}`);
}

async function write(finding: Finding, { file, result, report }: Told): Promise<string | null> {
  const folder = report.folder ?? '.';
  const up = relative(folder, file.folder);
  const path = (name: string): string => join(up, name);
  const resources = file.beside.filter((name) => name !== file.file).map(path);
  const model = { model: path(file.file), process: result.program.process, resources };
  const beside: ModelFile = { ...file, folder };
  const setting: Setting = {
    read: (name) => readBeside(beside, name),
    surroundings: report.city,
    calendars: report.city.calendars,
  };
  const found: Counterexample | null = counterexampleOf(await stageOf(model, setting), finding, model);
  if (found === null) return null;
  const failure = found.whole ? await failureOf(found.scenario, setting) : null;
  const out = join(folder, `${result.program.process}-${finding.code.toLowerCase()}-${finding.element}.scenario.yaml`);
  await writeFile(out, writeScenarios([found.scenario]));
  if (failure !== null) return `${out} (does not play: ${failure})`;
  return found.whole ? out : `${out} (as far as ${found.stopsAt}: no data were found that lead on)`;
}

function problemLine({ element, message, code }: Problem, language: Language): string {
  return `${element === null ? '' : `${element}: `}${message[language]} (${code})`;
}
