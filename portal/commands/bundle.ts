import { lstat, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeArchive } from '#engine/bundles/archive.ts';
import { compareSides } from '#engine/bundles/compare-bundles.ts';
import { manifestName } from '#engine/bundles/entry-names.ts';
import { BundleFault } from '#engine/bundles/fault.ts';
import { manifestText } from '#engine/bundles/manifest.ts';
import type { OpenBundle } from '#engine/bundles/open-bundle.ts';
import type { BundleDesk } from '#engine/runtime/administration/bundles/bundles.ts';
import { bundleCrypto, keyIdOf } from '#engine/runtime/administration/bundles/signing.ts';
import type { BundleChoice, BundlePreview } from '#engine/runtime/application/bundles.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { type ExitCode, exitCodeOf, UsageError } from '../command-line.ts';
import { withInstallation } from '../installation-command.ts';
import { versionOf } from '../version.ts';
import { readBundle, writeFolder } from './bundle/files.ts';
import { bundleLines, differenceLines, previewLines } from './bundle/words.ts';

export const about = 'The configuration as signed files: bundle export|import|verify|diff|pack (docs/bundles.md).';

export const usage = `wardflow bundle export (--service KEY | --all) [--drafts] FILE|FOLDER
wardflow bundle import FILE|FOLDER [--dry-run] [--choose ITEM=take|keep|copy:KEY]… [--note WHY] [--reason WHY]
wardflow bundle verify FILE|FOLDER [--key KEY]
wardflow bundle diff A B
wardflow bundle pack FOLDER FILE

A name that ends in / or is a folder is written as a folder of files, to be kept in git; else it is one file.
export   one service, or everything: what is in force; with --drafts what is being worked on.
import   says what it would do, then does it in one transaction. Services become drafts; publishing them is another step.
         ITEM is as the dry run names it, e.g. services/noise or city/units.json; "all" is whatever else differs.
         Without a choice, what only came new is taken, what was changed only here is kept, and both is for you to decide.
         --reason: takes what nobody who is trusted here has signed, e.g. a folder that was reviewed in git.
verify   whether it is whole and who signed it; --key (the key or its number): whether that one did. No database is needed.
diff     where the second differs from the first. 0: nowhere, 1: somewhere. No database is needed.
pack     a folder that was changed by hand as one file, which nobody has signed.

With SQLite a running product holds the database: stop it, or use the pages (City → Configuration bundles).`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const many = { type: 'string', multiple: true } as const;
const options = {
  service: text,
  note: text,
  reason: text,
  key: text,
  all: flag,
  drafts: flag,
  'dry-run': flag,
  choose: many,
};

type Values = ReturnType<typeof parsed>['values'];

/** @returns exit code: 0 done, 1 refused or different, 2 called wrongly */
export async function run(args: readonly string[]): Promise<number> {
  return await exitCodeOf(async () => {
    const { positionals, values } = parsed(args);
    const [verb = '', first, second, ...more] = positionals;
    const verbOf = verbs[verb];
    if (verbOf === undefined) throw new UsageError(`say which: bundle ${Object.keys(verbs).join('|')}`);
    const wanted = verb === 'diff' || verb === 'pack' ? 2 : 1;
    const given = [first, second].filter((one) => one !== undefined);
    if (given.length !== wanted || more.length > 0)
      throw new UsageError(`bundle ${verb} takes ${wanted} file or folder names`);
    return await telling(() => verbOf(given[0] ?? '', given[1] ?? '', values));
  });
}

const verbs: Readonly<Record<string, (first: string, second: string, values: Values) => Promise<ExitCode>>> = {
  export: exportTo,
  import: importFrom,
  verify: verifyOne,
  diff: differ,
  pack,
};

function parsed(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true });
}

async function exportTo(path: string, _: string, values: Values): Promise<ExitCode> {
  if ((values.service === undefined) === (values.all !== true)) throw new UsageError('say --service KEY or --all');
  return await withInstallation(async ({ wardflow }) => {
    return await telling(async () => {
      const order = { service: values.service ?? '', drafts: values.drafts === true };
      const { bytes, texts, digest } = await wardflow.bundles.exportBundle(order);
      if (await isFolder(path)) await writeFolder(resolve(path), texts);
      else await writeFile(path, bytes);
      console.log(`${path}: ${texts.size} files, ${digest}`);
      return 0;
    });
  });
}

async function importFrom(path: string, _: string, values: Values): Promise<ExitCode> {
  const bundle = await readBundle(path);
  return await withInstallation(async ({ wardflow: { bundles } }) => {
    return await telling(() => takeIn(bundles, bundle, path, values));
  });
}

async function takeIn(desk: BundleDesk, bundle: OpenBundle, path: string, values: Values): Promise<ExitCode> {
  const asked = (values.choose ?? []).map(choiceOf);
  const own = asked.filter(({ item }) => item !== 'all');
  const first = await desk.preview(bundle, own);
  const rest = asked.find(({ item }) => item === 'all');
  const choices = rest === undefined ? own : [...own, ...differingIn(first, own).map((item) => ({ ...rest, item }))];
  const preview = rest === undefined ? first : await desk.preview(bundle, choices);
  for (const line of previewLines(preview)) console.log(line);
  const reason = values.reason ?? '';
  if (values['dry-run'] === true) return stands(preview, reason) ? 0 : 1;
  const note = values.note ?? `wardflow bundle import ${basename(path)}`;
  const { taken, drafts } = await desk.takeIn(bundle, { choices, note, reason });
  console.log(taken.length === 0 ? 'Nothing was to be changed.' : `Taken in: ${taken.join(', ')}.`);
  if (drafts.length > 0) console.log(`Drafts to be checked and published: ${drafts.join(', ')}.`);
  return 0;
}

/** Whether it could be taken in as it is. */
function stands(preview: BundlePreview, reason: string): boolean {
  const open: string[] = [];
  if (undecidedIn(preview).length > 0) open.push(`decide with --choose: ${undecidedIn(preview).join(', ')}`);
  const trusted = ['own', 'trusted'].includes(preview.signer.state);
  if (preview.changes && !trusted && reason === '') open.push('nobody who is trusted here has signed it: say --reason');
  if (preview.faults.length > 0) open.push('the city would have faults');
  for (const line of open) console.error(`wardflow: ${line}`);
  return open.length === 0;
}

function undecidedIn({ items }: BundlePreview): readonly string[] {
  return items.flatMap(({ item, does }) => (does === 'undecided' ? [item] : []));
}

/** Of what was not decided by name. */
function differingIn({ items }: BundlePreview, own: readonly BundleChoice[]): readonly string[] {
  const named = new Set(own.map(({ item }) => item));
  return items.flatMap(({ item, state }) => (state === 'same' || named.has(item) ? [] : [item]));
}

function choiceOf(written: string): BundleChoice {
  const [, item = '', does, key = ''] = /^([^=]+)=(take|keep|copy)(?::(.+))?$/.exec(written) ?? [];
  if (item === '' || (does === 'copy') !== (key !== '')) {
    throw new UsageError('--choose takes ITEM=take, ITEM=keep or ITEM=copy:KEY');
  }
  return { item, does: does as BundleChoice['does'], key };
}

async function verifyOne(path: string, _: string, { key }: Values): Promise<ExitCode> {
  const bundle = await readBundle(path);
  for (const line of bundleLines(bundle)) console.log(line);
  if (key === undefined) return bundle.manifest === null ? 1 : 0;
  const signer = bundle.signature?.key ?? '';
  if (signer !== '' && (signer === key || keyIdOf(signer) === key)) return 0;
  console.error(`wardflow: it is not signed by ${key}`);
  return 1;
}

async function differ(first: string, second: string): Promise<ExitCode> {
  const [here, there] = [await readBundle(first), await readBundle(second)];
  const hash = (content: string) => bundleCrypto.sha256(new TextEncoder().encode(content));
  const base = new Map(here.contents.lines.map(({ path, sha256 }) => [path, sha256]));
  const lines = differenceLines(compareSides({ here: here.texts, there: there.texts, base, hash }));
  for (const line of lines) console.log(line);
  return lines.length === 0 ? 0 : 1;
}

async function pack(folder: string, file: string): Promise<ExitCode> {
  const { texts, contents, manifest, raw } = await readBundle(folder);
  const city = contents.lines.some(({ path }) => path.startsWith('city/'));
  const kind = city ? 'configuration' : 'service';
  const facts = { version: versionOf(), kind, at: Date.now(), by: 'wardflow bundle pack', base: null } as const;
  const signed = manifest === null || raw.signature === '' ? [] : [['signature.json', raw.signature] as const];
  const all = [
    ...texts,
    [manifestName, manifest === null ? manifestText(facts, contents) : raw.manifest] as const,
    ...signed,
  ];
  const encoder = new TextEncoder();
  await writeFile(file, writeArchive(all.map(([name, content]) => ({ name, bytes: encoder.encode(content) }))));
  console.log(`${file}: ${contents.lines.length} files, ${contents.digest}`);
  return 0;
}

async function isFolder(path: string): Promise<boolean> {
  if (path.endsWith('/')) return true;
  return (await lstat(path).catch(() => undefined))?.isDirectory() === true;
}

/** What is refused is told by entry and field. */
async function telling(work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BundleFault) console.error(`wardflow: ${error.message}`);
    else if (error instanceof Refusal) {
      console.error(`wardflow: ${error.code}`);
      for (const { path, rule, params = {} } of error.fields) console.error(`  ${path}: ${params['en'] ?? rule}`);
    } else throw error;
    return 1;
  }
}
