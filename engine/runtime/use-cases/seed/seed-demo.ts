/** The demo city, once: reference data, accounts, services as version 1, and some cases with a past. */
import { type DemoAccount, parseAccounts } from '#engine/cases/accounts.ts';
import { parsePack } from '#engine/cases/service-pack.ts';
import type { Instant } from '#engine/core/values.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { insertAccount } from '../accounts/create-account.ts';
import type { DemoPack, DemoSeed } from '../application.ts';
import { audit } from '../audit.ts';
import { storeCity } from '../city-book.ts';
import type { Context } from '../context.ts';
import { hashPassword } from '../passwords.ts';
import { problemsOf } from '../services/problems.ts';
import { kindOf, titleOf } from '../services/resource-facts.ts';
import { seedCases } from './seed-cases.ts';

const receiptKey = 'seed:demo';

/**
 * Loads the demo unless it was loaded before.
 * @throws Error where the pack itself is broken: it ships with the product
 */
export async function seedDemo(context: Context, pack: DemoPack): Promise<DemoSeed> {
  const now = context.clock();
  const known = await context.store.transaction(async (tx) => (await tx.cases.reference.all()).length > 0);
  // One salt for all: everybody knows this password, and hashing it 150 times would make the first start slow.
  const passwordHash = known ? '' : await hashPassword(pack.password, context.random(16));
  const seeded = await context.store.transaction(async (tx) => {
    if ((await tx.cases.reference.all()).length > 0) return false;
    await storeCity(tx, pack.city);
    const { city } = await context.cities.current(tx);
    const { accounts, faults } = parseAccounts(pack.city['accounts.json'], city);
    if (faults.length > 0) throw new Error(`accounts.json has faults: ${JSON.stringify(faults)}`);
    for (const account of accounts) await insertAccount(context, tx, { ...account, passwordHash }, now);
    for (const [key, files] of Object.entries(pack.services)) await deploy(context, tx, { key, files, now });
    return true;
  });
  const accounts = await demoAccounts(context, pack);
  if (await claimCases(context, now)) await seedCases(context, pack.city['feedback-samples.json'], accounts, now);
  return { seeded, accounts: onePerRole(accounts) };
}

/** The lively cases come in transactions of their own; one that was cut short by a crash is not tried again. */
async function claimCases(context: Context, now: Instant): Promise<boolean> {
  return await context.store.transaction(async (tx) => {
    if ((await tx.engine.receipts.find(receiptKey)) !== undefined) return false;
    await tx.engine.receipts.insert(receiptKey, true, now);
    return true;
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
  const resources = Object.entries(files).flatMap(([path, content]): ServiceResourceRow[] => {
    const kind = kindOf(path);
    return kind === undefined ? [] : [{ path, kind, title: titleOf(path, content), content }];
  });
  const problems = (await problemsOf(resources)).filter((problem) => problem.severity === 'error');
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

async function demoAccounts(context: Context, pack: DemoPack): Promise<readonly DemoAccount[]> {
  const { city } = await context.store.transaction((tx) => context.cities.current(tx));
  return parseAccounts(pack.city['accounts.json'], city).accounts;
}

/** One account for each way of using the product, to be printed at the start. */
function onePerRole(accounts: readonly DemoAccount[]): DemoSeed['accounts'] {
  const shown = new Map<string, DemoSeed['accounts'][number]>();
  for (const { username, displayName, posts } of accounts) {
    for (const { role } of posts) if (!shown.has(role)) shown.set(role, { username, displayName, role });
  }
  return [...shown.values()];
}
