/** Procedures are made, changed and ended; each of it is one change of `procedures.json`, checked with the whole city. */
import type { City } from '#engine/cases/city/city.ts';
import { isByWard } from '#engine/cases/dossiers/desks.ts';
import { isReceived, type Procedure, proceduresFile } from '#engine/cases/dossiers/procedures.ts';
import { unitsInForce } from '#engine/cases/organisation/units.ts';
import type {
  ProcedureBook,
  ProcedureChoices,
  ProcedureDetail,
  ProcedureDraft,
  ProcedureLine,
  RunningDossiers,
} from '../../application/procedures.ts';
import type { ProcedureUse } from '../../ports/dossiers.ts';
import type { Tx } from '../../ports.ts';
import { Refusal } from '../../refusal.ts';
import type { Context } from '../../use-cases/context.ts';
import { pinnedProcedure, versionOf } from '../../use-cases/dossiers/pinned.ts';
import { namedIn } from '../../use-cases/names.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { type CodedJson, storedText, textOf, withCoded } from '../city/coded-text.ts';
import { keepersOf } from '../city/rights.ts';
import { checkedCity, saveTexts } from '../city/save-texts.ts';
import { revisionOf, todayIn } from '../city/unit-views.ts';
import { dossierRules } from './dossier-rules.ts';
import { procedureErrors } from './errors.ts';
import { everyWard, jsonOf, placeInProcedure } from './procedure-text.ts';

export const dossiersPart = 'dossiers';

/** `procedures.json` as it is written; what the reader checks is not checked here. */
interface ProceduresText {
  readonly fields: readonly CodedJson[];
  readonly procedures: readonly CodedJson[];
  readonly [key: string]: unknown;
}
export const emptyProcedures: ProceduresText = { fields: [], procedures: [] };

export function procedureBook(context: Context): ProcedureBook {
  const { cities } = context;
  const allowed = keepersOf(context, dossiersPart);
  return {
    list: (actor) =>
      allowed(actor, async (tx) => {
        const { city } = await cities.current(tx);
        const uses = Map.groupBy(await tx.cases.dossiers.running(), ({ procedureCode }) => procedureCode);
        const today = todayIn(context, city);
        return {
          revision: await revisionOf(tx, proceduresFile),
          today,
          fields: [...city.dossiers.fields.values()],
          procedures: await Promise.all(
            [...city.dossiers.procedures.values()].map(async (one) => ({
              ...lineOf(city, one, today),
              running: await runningOf(tx, one, uses.get(one.code) ?? []),
            })),
          ),
        };
      }),
    choices: (actor) => allowed(actor, async (tx) => choicesOf(context, tx, (await cities.current(tx)).city)),
    one: (actor, code) => allowed(actor, async (tx) => detail(context, tx, (await cities.current(tx)).city, code)),
    save: (actor, { revision, note, ...draft }) =>
      allowed(actor, async (tx) => {
        const { content, place } = await draftedText(tx, draft);
        const texts = [{ file: proceduresFile, content, revision }] as const;
        const saving = saveTexts(context, tx, actor, { part: dossiersPart, texts, note });
        return await detail(context, tx, await atFields(saving, draft, place), draft.procedure.code);
      }),
    tryOut: (actor, draft) =>
      allowed(actor, async (tx) => {
        const { content, place } = await draftedText(tx, draft);
        const rows = await tx.cases.reference.all();
        const checking = (async () => checkedCity(rows, [{ file: proceduresFile, content }]))();
        await atFields(checking, draft, place);
        const { resolve, calendar, dayCount } = draft.procedure.deadline;
        const [{ workingTime }, receivedAt] = [await cities.current(tx), context.clock()];
        return { receivedAt, dueAt: workingTime.due(receivedAt, resolve, calendar, dayCount) };
      }),
    ...dossierRules(context),
  };
}

/** @returns the text with the draft in it, and the place of the draft in its list @throws Refusal 404, 409 */
async function draftedText(tx: Tx, { procedure, create }: ProcedureDraft) {
  const { text } = await storedText(tx, proceduresFile, emptyProcedures);
  const known = text.procedures.find(({ code }) => code === procedure.code);
  if (create && known !== undefined) {
    const { status } = procedureErrors.PROCEDURE_EXISTS;
    throw new Refusal('PROCEDURE_EXISTS', status, {}, [{ path: 'code', rule: 'PROCEDURE_EXISTS' }]);
  }
  if (!create && known === undefined) throw refusal('NOT_FOUND');
  const procedures = withCoded(text.procedures, { ...known, ...jsonOf(procedure) });
  const place = procedures.findIndex(({ code }) => code === procedure.code);
  return { content: textOf({ ...text, procedures }), place };
}

/** Faults of the procedure at hand are told by its fields (`deadline.resolve`), those of anything else by their place. */
async function atFields<T>(work: Promise<T>, { procedure }: ProcedureDraft, place: number): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'CITY_HAS_FAULTS') throw error;
    const told = error.fields.map((one) => ({ ...one, path: placeInProcedure(one.path, procedure.code, place) }));
    // A part that no ward has is told once.
    const fields = told.filter(({ path }, index) => told.findIndex((one) => one.path === path) === index);
    throw new Refusal(error.code, error.status, error.params, fields);
  }
}

async function detail(context: Context, tx: Tx, city: City, code: string): Promise<ProcedureDetail> {
  const procedure = city.dossiers.procedures.get(code);
  if (procedure === undefined) throw refusal('NOT_FOUND');
  const uses = await tx.cases.dossiers.running(code);
  return { ...(await choicesOf(context, tx, city)), procedure, running: await runningOf(tx, procedure, uses) };
}

async function choicesOf(context: Context, tx: Tx, city: City): Promise<ProcedureChoices> {
  const units = unitsInForce(city, context.clock());
  const parts = Map.groupBy(
    units.filter(({ ward, code }) => ward !== null && code.startsWith(`${ward}-`)),
    ({ ward, code }) => `{ward}${code.slice(ward?.length)}`,
  );
  return {
    revision: await revisionOf(tx, proceduresFile),
    today: todayIn(context, city),
    fields: [...city.dossiers.fields.values()],
    units: [
      ...units.filter(({ ward }) => ward === null).map(({ code, name }) => ({ code, name })),
      ...[...parts.keys()].map((code) => ({ code, name: everyWard(city, code) })),
    ],
    calendars: [...city.calendars.values()].map(({ code, name }) => ({ code, name })),
    slaClasses: [...city.slaClasses.values()].map(({ code, name }) => ({ code, name })),
  };
}

function lineOf(city: City, procedure: Procedure, today: string): Omit<ProcedureLine, 'running'> {
  const { code, name, field, fee, validFrom, validTo, units, deadline } = procedure;
  const unit = (pattern: string) =>
    pattern.includes('{ward}') ? { code: pattern, name: everyWard(city, pattern) } : namedIn(city.units, pattern);
  return {
    ...{ code, name, field, fee, validFrom, validTo },
    received: isReceived(procedure, today),
    level: isByWard(procedure) ? 'ward' : 'city',
    resolve: deadline.resolve,
    receiving: units.receiving.map(unit),
    competent: unit(units.competent),
  };
}

/**
 * Compared are the texts as they read today, so that one written before there was a field more is not another
 * one; from when to when it is received is nothing that a dossier goes by.
 */
async function runningOf(tx: Tx, procedure: Procedure, uses: readonly ProcedureUse[]): Promise<RunningDossiers> {
  const idOf = (one: Procedure) => versionOf({ ...one, validFrom: null, validTo: null }).id;
  const current = idOf(procedure);
  let [now, earlier] = [0, 0];
  for (const use of uses) {
    if (idOf(await pinnedProcedure(tx, use)) === current) now += use.dossiers;
    else earlier += use.dossiers;
  }
  return { now, earlier };
}
