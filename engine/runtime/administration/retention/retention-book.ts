/** `retention.json` on a screen: read, simulated, and saved as one change of the city; and the holds that go before it. */
import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import { type Retention, retentionFile } from '#engine/cases/retention.ts';
import type { Actor } from '../../application/common.ts';
import type {
  HoldView,
  RetentionBook,
  RetentionLine,
  RetentionRules,
  RetentionView,
} from '../../application/retention.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { matterOf } from '../../use-cases/names.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { keyedHash } from '../../use-cases/vault.ts';
import { keepersOf } from '../city/rights.ts';
import { checkedCity, saveTexts } from '../city/save-texts.ts';
import { mattersOf } from '../people/views.ts';
import { simulate } from './simulate.ts';

const part = 'retention';
const holdsMax = 500;
const reasonLengthMax = 100;

export function retentionBook(context: Context): RetentionBook {
  const allowed = keepersOf(context, part);
  const view = async (tx: Tx) => viewOf(tx, (await context.cities.current(tx)).city);
  return {
    book: (actor) => allowed(actor, view),
    async simulate(actor, rules) {
      const at = context.clock();
      const asked = await allowed(actor, async (tx) => {
        const content = contentOf(rules);
        const city = checkedCity(await tx.cases.reference.all(), [{ file: retentionFile, content }]);
        return { city, seen: seenOf(context, content, localDate(city.province.timeZone, at)) };
      });
      const { city, seen } = asked;
      return { ...(await simulate(context, actor, { city, retention: city.retention, at })), seen };
    },
    save: (actor, { revision, seen, note, ...rules }) =>
      allowed(actor, async (tx) => {
        const content = contentOf(rules);
        const { city } = await context.cities.current(tx);
        const day = localDate(city.province.timeZone, context.clock());
        if (seen !== seenOf(context, content, day)) throw refusal('RETENTION_NOT_SIMULATED');
        const texts = [{ file: retentionFile, content, revision }] as const;
        return await viewOf(tx, await saveTexts(context, tx, actor, { part, texts, note }));
      }),
    hold: (actor, { registerNumber, reason }) =>
      allowed(actor, async (tx) => {
        const said = reason.trim();
        if (said === '') throw refusal('INVALID_FIELDS', {}, [{ path: 'reason', rule: 'required' }]);
        if (said.length > reasonLengthMax)
          throw refusal('INVALID_FIELDS', {}, [
            { path: 'reason', rule: 'maxLength', params: { max: reasonLengthMax } },
          ]);
        const caseId = await caseOf(tx, registerNumber);
        const now = context.clock();
        const done = await tx.cases.archive.hold(caseId, { reason: said, at: now, by: actor.username });
        if (!done) throw refusal('HELD_ALREADY');
        await told(context, tx, actor, { action: 'case.hold', caseId, data: { reason: said } });
        return await view(tx);
      }),
    release: (actor, registerNumber) =>
      allowed(actor, async (tx) => {
        const caseId = await caseOf(tx, registerNumber);
        if (!(await tx.cases.archive.release(caseId))) throw refusal('NOT_FOUND');
        await told(context, tx, actor, { action: 'case.release', caseId, data: {} });
        return await view(tx);
      }),
  };
}

async function caseOf(tx: Tx, registerNumber: string): Promise<string> {
  const record = await tx.cases.records.byRegisterNumber(registerNumber.trim().toUpperCase());
  if (record === undefined || record.state === 'erased') throw refusal('NOT_FOUND');
  return record.id;
}

async function told(
  context: Context,
  tx: Tx,
  actor: Actor,
  {
    action,
    caseId,
    data,
  }: { readonly action: string; readonly caseId: string; readonly data: Readonly<Record<string, string>> },
): Promise<void> {
  const event = { actor: actor.username, action, subject: `case:${caseId}`, data };
  await audit(context, tx, event, context.clock());
}

/** Of these rules on this day; nobody else can say that they were seen. */
function seenOf({ secrets }: Context, content: string, day: string): string {
  return keyedHash(secrets, 'retention-simulated', `${day}\n${content}`);
}

function contentOf({ active, archiveAfter, rules }: RetentionRules): string {
  return `${JSON.stringify({ active, archiveAfter, rules: rules.map(lineText) }, null, 2)}\n`;
}

/** What is not said is left out of the text. */
function lineText({ code, name, service, category, anonymise, keep, erasable, basis }: RetentionLine): object {
  return {
    code,
    name,
    ...(service !== '' && { service }),
    ...(category !== '' && { category }),
    ...(anonymise !== '' && { anonymise }),
    keep,
    ...(!erasable && { erasable }),
    basis,
  };
}

async function viewOf(tx: Tx, city: City): Promise<RetentionView> {
  const row = (await tx.cases.reference.all()).find(({ kind }) => kind === retentionFile);
  const names = new Map((await tx.engine.services.all()).map(({ service, name }) => [service, name]));
  const holds = await tx.cases.archive.holds(holdsMax);
  const people = await tx.cases.accounts.byUsernames([...new Set(holds.map(({ by }) => by))]);
  const displayNames = new Map(people.map(({ username, displayName }) => [username, displayName]));
  return {
    revision: row?.revision ?? 0,
    ...rulesOf(city.retention),
    services: [...names].map(([code, name]) => ({ code, name })),
    categories: mattersOf(city),
    holds: holds.map(
      ({ registerNumber, category, reason, at, by }): HoldView => ({
        registerNumber,
        category: matterOf(city, category),
        reason,
        at,
        by: displayNames.get(by) ?? by,
      }),
    ),
  };
}

function rulesOf({ active, archiveAfter, rules }: Retention): RetentionRules {
  const lines = rules.map(({ service, category, anonymise, ...rule }) => ({
    ...rule,
    service: service ?? '',
    category: category ?? '',
    anonymise: anonymise ?? '',
  }));
  return { active, archiveAfter, rules: lines };
}
