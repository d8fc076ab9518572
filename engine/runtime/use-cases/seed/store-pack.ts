/** A city and its services into an empty database: what the demo and a city of one's own have in common. */
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { parsePack } from '#engine/cases/service-pack.ts';
import type { Instant } from '#engine/core/values.ts';
import { storeCity } from '../../administration/city-book.ts';
import { coverageProblems, routedBy } from '../../administration/routing/coverage-problems.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Wardflow, WorkflowTexts } from '../application.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { allowedIn, problemsOf } from '../services/problems.ts';
import { kindOf, titleOf } from '../services/resource-facts.ts';

const ownCityKey = 'city:own';

/** The verb behind `wardflow load-city`. */
export function installCity(context: Context): Wardflow['installCity'] {
  return async (texts) => {
    const now = context.clock();
    await context.store.transaction(async (tx) => {
      if ((await tx.cases.reference.all()).length > 0) throw new Error('this database holds a city already');
      await storePack(context, tx, texts, now);
      for (const [key, files] of Object.entries(texts.services))
        await mustBeCovered(context, tx, key, resourcesOf(files));
      await markOwnCity(tx, now);
    });
  };
}

/** Says that the city is not the demo. */
export async function markOwnCity(tx: Tx, now: Instant): Promise<void> {
  await tx.engine.receipts.insert(ownCityKey, true, now);
}

/** Whether the city is not the demo; the demo's accounts, cases and open mailbox must stay out of it. */
export async function isOwnCity(tx: Tx): Promise<boolean> {
  return (await tx.engine.receipts.find(ownCityKey)) !== undefined;
}

/**
 * Reference data, and every service as version 1.
 * @throws Error with all faults
 */
export async function storePack(context: Context, tx: Tx, texts: WorkflowTexts, now: Instant): Promise<void> {
  await storeCity(tx, texts.city, now);
  for (const [key, files] of Object.entries(texts.services)) await deploy(context, tx, { key, files, now });
}

/** As publishing asks it: nobody's report may be left without a unit. @throws Error with every problem and its place */
async function mustBeCovered(
  context: Context,
  tx: Tx,
  key: string,
  resources: readonly ServiceResourceRow[],
): Promise<void> {
  const place = await context.cities.current(tx);
  const loaded = await loadProgram(resources);
  const now = context.clock();
  const routed = routedBy(place, loaded, now);
  const found = coverageProblems(place, { resources, decisions: loaded.decisions, routed, now });
  const problems = found.filter(({ severity }) => severity === 'error');
  if (problems.length === 0) return;
  const lines = problems.map(
    ({ code, path, element, message }) => `  ${code} ${path}#${element}: ${message.vi} / ${message.en}`,
  );
  throw new Error(`service ${key} does not route every report of this city:\n${lines.join('\n')}`);
}

function resourcesOf(files: Readonly<Record<string, string>>): readonly ServiceResourceRow[] {
  return Object.entries(files).flatMap(([path, content]): ServiceResourceRow[] => {
    const kind = kindOf(path);
    return kind === undefined ? [] : [{ path, kind, title: titleOf(path, content), content }];
  });
}

async function deploy(
  context: Context,
  tx: Tx,
  {
    key,
    files,
    now,
  }: { readonly key: string; readonly files: Readonly<Record<string, string>>; readonly now: Instant },
): Promise<void> {
  const resources = resourcesOf(files);
  const problems = (await problemsOf(resources, allowedIn(context))).filter((problem) => problem.severity === 'error');
  if (problems.length > 0) throw new Error(`service ${key} has problems: ${JSON.stringify(problems)}`);
  const { pack } = parsePack(files['pack.json']);
  if (!pack) throw new Error(`service ${key} has no sound pack.json`);
  const at = { createdAt: now, createdBy: '', savedAt: now, savedBy: '', publishedAt: now, publishedBy: '' };
  const row = { ...at, id: context.newId(now), service: key, version: 1, state: 'published', revision: 1 } as const;
  await tx.engine.services.insert({ ...row, basedOn: 0, name: pack.name, note: '' }, resources);
  await audit(
    context,
    tx,
    { actor: '', action: 'service.publish', subject: `service:${key}`, data: { version: 1 } },
    now,
  );
}
