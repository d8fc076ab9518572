/** The demo city, once: reference data, accounts, services as version 1, and some cases with a past. */

import { addDays, localDate } from '#engine/cases/calendars/local-date.ts';
import { type DemoAccount, demoAbsences, parseAccounts } from '#engine/cases/organisation/accounts.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Tx } from '../../ports.ts';
import { insertAccount } from '../accounts/create-account.ts';
import type { DemoPack, DemoSeed } from '../application.ts';
import type { Context } from '../context.ts';
import { hashPassword } from '../passwords.ts';
import { seedCases } from './seed-cases.ts';
import { seedDossiers } from './seed-dossiers.ts';
import { isOwnCity, storePack } from './store-pack.ts';

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
    if ((await tx.cases.reference.all()).length > 0) {
      if (await isOwnCity(tx)) throw new Error('this database holds a city of its own: start with WARDFLOW_DEMO=0');
      return false;
    }
    await storePack(context, tx, pack, now);
    const { city } = await context.cities.current(tx);
    const { accounts, faults } = parseAccounts(pack.city['accounts.json'], city);
    if (faults.length > 0) throw new Error(`accounts.json has faults: ${JSON.stringify(faults)}`);
    for (const account of accounts) await insertAccount(context, tx, { ...account, passwordHash }, now);
    await seedAbsences(context, tx, pack.city['accounts.json'], now);
    return true;
  });
  const accounts = await demoAccounts(context, pack);
  const samples = pack.city['feedback-samples.json'];
  if ((await claimCases(context, now)) && samples !== undefined) {
    await seedCases(context, samples, accounts, now);
    await seedDossiers(context, accounts, now);
  }
  return { seeded, accounts: onePerRole(accounts) };
}

/** Who is away in the demo, from today on. */
async function seedAbsences(context: Context, tx: Tx, text: string | undefined, now: Instant): Promise<void> {
  const { city } = await context.cities.current(tx);
  const firstDay = localDate(city.province.timeZone, now);
  for (const { username, substitute, days } of demoAbsences(text)) {
    const [person, other] = [
      await tx.cases.accounts.byUsername(username),
      await tx.cases.accounts.byUsername(substitute),
    ];
    if (person === undefined || other === undefined) continue;
    const lastDay = addDays(firstDay, days);
    const when = {
      firstDay,
      lastDay,
      kind: 'leave',
      posts: [],
      categories: null,
      createdAt: now,
      createdBy: '',
      endedAt: null,
    } as const;
    await tx.cases.organisation.insertAbsence({
      ...when,
      id: context.newId(now),
      accountId: person.id,
      substituteId: other.id,
    });
  }
}

/** The lively cases come in transactions of their own; one that was cut short by a crash is not tried again. */
async function claimCases(context: Context, now: Instant): Promise<boolean> {
  return await context.store.transaction(async (tx) => {
    if ((await tx.engine.receipts.find(receiptKey)) !== undefined) return false;
    await tx.engine.receipts.insert(receiptKey, true, now);
    return true;
  });
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
