/** `handling.json` on a screen: read, tried before it is saved, and saved as one change of the city. */

import { wardsInForce } from '#engine/cases/areas/areas.ts';
import { parseBusinessDuration } from '#engine/cases/calendars/business-duration.ts';
import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import { assigningBy, givingRule } from '#engine/cases/organisation/giving.ts';
import { handlingFile } from '#engine/cases/organisation/handling.ts';
import { unitsInForce } from '#engine/cases/organisation/units.ts';
import type { Variables } from '#engine/core/values.ts';
import type {
  GivingAnswer,
  GivingTrial,
  HandlingBook,
  HandlingRules,
  HandlingView,
  OpinionRules,
} from '../../application/handling.ts';
import type { AssignmentInput } from '../../kernel.ts';
import type { Tx } from '../../ports.ts';
import { findOfficial } from '../../use-cases/assignment/choose.ts';
import type { Context } from '../../use-cases/context.ts';
import { withoutTrace } from '../../use-cases/operations/without-trace.ts';
import { keepersOf, mustConfigure } from '../city/rights.ts';
import { checkedCity, saveTexts } from '../city/save-texts.ts';
import type { CityInForce } from '../city-book.ts';
import { mattersOf } from '../people/views.ts';
import { envOf } from '../routing/rules.ts';

const part = 'routing';

export function handlingBook(context: Context): HandlingBook {
  const allowed = keepersOf(context, part);
  return {
    book: (actor) => allowed(actor, async (tx) => viewOf(context, tx, (await context.cities.current(tx)).city)),
    save: (actor, { revision, note, opinions, ...rules }) =>
      allowed(actor, async (tx) => {
        const content = await contentOf(tx, rules, opinions);
        const texts = [{ file: handlingFile, content, revision }] as const;
        return await viewOf(context, tx, await saveTexts(context, tx, actor, { part, texts, note }));
      }),
    // In a transaction that is undone, so that nobody's turn is used up.
    tryGiving: (actor, trial) =>
      withoutTrace(context.store, async (tx) => {
        await mustConfigure(context, tx, actor, part);
        const content = await contentOf(tx, trial);
        const city = checkedCity(await tx.cases.reference.all(), [{ file: handlingFile, content }]);
        return await answerTo(context, tx, { city, trial });
      }),
  };
}

/** What nobody touches here stays in the text as it was. */
async function contentOf(
  tx: Tx,
  { returnsToCoordinator, giving }: HandlingRules,
  opinions?: OpinionRules | null,
): Promise<string> {
  const row = (await tx.cases.reference.all()).find(({ kind }) => kind === handlingFile);
  const before = row === undefined || row.content === '' ? {} : (JSON.parse(row.content) as object);
  const lines = giving.map((rule) => Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== '')));
  const silence = opinions === undefined ? {} : { opinions: opinions && opinionsText(opinions) };
  return `${JSON.stringify({ ...before, returnsToCoordinator, ...silence, giving: lines }, null, 2)}\n`;
}

function opinionsText({ days, calendar, basis, categories }: OpinionRules): object {
  return {
    consentAfter: `P${days}D`,
    calendar,
    ...(basis.trim() !== '' && { basis: basis.trim() }),
    categories: Object.fromEntries(categories.map(({ category, days: own }) => [category, `P${own}D`])),
  };
}

function opinionsOf({ handling: { opinions } }: City): OpinionRules | null {
  if (opinions === null) return null;
  const { consentAfter, calendar, basis, categories } = opinions;
  const daysOf = (text: string) => parseBusinessDuration(text).days;
  return {
    days: daysOf(consentAfter),
    calendar,
    basis,
    categories: [...categories].map(([category, text]) => ({ category, days: daysOf(text) })),
  };
}

async function viewOf(context: Context, tx: Tx, city: City): Promise<HandlingView> {
  const row = (await tx.cases.reference.all()).find(({ kind }) => kind === handlingFile);
  const now = context.clock();
  const named = ({ code, name }: HandlingView['units'][number]) => ({ code, name });
  return {
    revision: row?.revision ?? 0,
    returnsToCoordinator: city.handling.returnsToCoordinator,
    giving: city.handling.giving,
    opinions: opinionsOf(city),
    // Where every day counts there are no working days.
    calendars: [...city.calendars.values()]
      .filter(({ holidays }) => holidays)
      .map(({ code, name }) => ({ code, name })),
    units: unitsInForce(city, now).map(named),
    roles: [...city.roles.values()].map(named),
    categories: mattersOf(city),
    wards: wardsInForce(city, now).map(named),
  };
}

async function answerTo(
  context: Context,
  tx: Tx,
  { city, trial }: { readonly city: City; readonly trial: GivingTrial },
): Promise<GivingAnswer> {
  const { unit, role, category, ward } = trial;
  const now = context.clock();
  const day = localDate(city.province.timeZone, now);
  const rule = givingRule(city.handling.giving, { unit, role, category });
  const variables: Variables = { unit, role, category, ward };
  const place: CityInForce = await context.cities.current(tx);
  const assignment = assigningBy(rule, variables, envOf(place, now));
  const wanted = rule?.strategy === 'post' ? rule.post : role;
  const holders = await tx.cases.assignments.holders(unit, wanted, day);
  const loads = await tx.cases.assignments.loads(holders.map(({ username }) => username));
  const answer = {
    line: rule === undefined ? null : city.handling.giving.indexOf(rule),
    people: holders.map(({ username, displayName, present }) => ({
      displayName,
      open: loads.get(username) ?? 0,
      away: !present,
    })),
  };
  if (assignment === undefined || assignment.strategy === 'manual') return { ...answer, person: null, why: null };
  const task = {
    kind: 'openTask',
    task: '',
    node: '',
    element: '',
    name: '',
    priority: 50,
    unit,
    role,
    assignment,
  } as const;
  const input: AssignmentInput = { instanceId: '', caseId: null, serviceVersionId: '', task, variables };
  const found = await findOfficial(tx, input, { day, apart: new Set() });
  if (typeof found !== 'string') return { ...answer, person: null, why: found.why };
  const displayName = holders.find(({ username }) => username === found)?.displayName ?? found;
  return { ...answer, person: { username: found, displayName }, why: null };
}
