/** How dossiers and the papers that go out with them are numbered, and the fields of procedures. */
import type { City } from '#engine/cases/city/city.ts';
import { codePrefix, dossierCode } from '#engine/cases/dossiers/code-pattern.ts';
import { desksOf, unitFor } from '#engine/cases/dossiers/desks.ts';
import { documentNumber, numberCounter } from '#engine/cases/dossiers/number-pattern.ts';
import { type NumberedForm, numberedForms, proceduresFile } from '#engine/cases/dossiers/procedures.ts';
import { unitAt, unitsInForce } from '#engine/cases/organisation/units.ts';
import type { Instant } from '#engine/core/values.ts';
import type { DossierRules, DossierRulesTrial, DossierRulesView, ProcedureBook } from '../../application/procedures.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { issuedByDesk } from '../../use-cases/documents/models.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { storedText, textOf } from '../city/coded-text.ts';
import { keepersOf } from '../city/rights.ts';
import { checkedCity, saveTexts } from '../city/save-texts.ts';
import { revisionOf } from '../city/unit-views.ts';

const part = 'dossiers';

export function dossierRules(context: Context): Pick<ProcedureBook, 'rules' | 'saveRules' | 'tryRules'> {
  const allowed = keepersOf(context, part);
  return {
    rules: (actor) => allowed(actor, async (tx) => viewOf(context, tx, (await context.cities.current(tx)).city)),
    saveRules: (actor, { revision, note, ...rules }) =>
      allowed(actor, async (tx) => {
        const texts = [{ file: proceduresFile, content: await draftedText(tx, rules), revision }] as const;
        return await viewOf(context, tx, await saveTexts(context, tx, actor, { part, texts, note }));
      }),
    tryRules: (actor, { desk, ...rules }) =>
      allowed(actor, async (tx) => {
        const content = await draftedText(tx, rules);
        const city = checkedCity(await tx.cases.reference.all(), [{ file: proceduresFile, content }]);
        if (!desksIn(city, context.clock()).some(({ code }) => code === desk)) throw refusal('NOT_FOUND');
        return await nextOnes(tx, city, desk, context.clock());
      }),
  };
}

async function draftedText(tx: Tx, rules: DossierRules): Promise<string> {
  const { text } = await storedText(tx, proceduresFile, { fields: [], procedures: [] });
  const { dossierCode: code, documentNumbers, lateResultNeedsApology, keepOriginals, fields } = rules;
  const numbers = Object.fromEntries(
    numberedForms.map((form) => [form, documentNumbers[form].normalize('NFC').trim()]),
  );
  // In the order in which the text is read by people: how things are numbered, then fields and procedures.
  const { fields: _, procedures, ...rest } = text;
  return textOf({
    ...rest,
    dossierCode: code.trim(),
    documentNumbers: numbers,
    lateResultNeedsApology,
    keepOriginals,
    fields,
    procedures,
  });
}

async function viewOf(context: Context, tx: Tx, city: City): Promise<DossierRulesView> {
  const { codePattern, documentNumbers, lateResultNeedsApology, keepOriginals, fields } = city.dossiers;
  const numbers = Object.entries(documentNumbers).map(([form, { text }]) => [form, text]);
  return {
    revision: await revisionOf(tx, proceduresFile),
    dossierCode: codePattern.text,
    documentNumbers: Object.fromEntries(numbers) as DossierRules['documentNumbers'],
    lateResultNeedsApology,
    keepOriginals,
    fields: [...fields.values()],
    desks: desksIn(city, context.clock()).map(({ code, name }) => ({ code, name })),
  };
}

/** Units that have received, or may receive, something: of those without an agency code there are no numbers. */
function desksIn(city: City, now: Instant) {
  const desks = new Set([...city.dossiers.procedures.values()].flatMap((one) => desksOf(one, city)));
  return unitsInForce(city, now).filter(({ code, agencyCode }) => desks.has(code) && agencyCode !== '');
}

async function nextOnes(tx: Tx, city: City, desk: string, now: Instant): Promise<DossierRulesTrial> {
  const { codePattern, documentNumbers } = city.dossiers;
  const { timeZone } = city.province;
  const agencyOf = (unit: string) => city.units.get(unit)?.agencyCode ?? unit;
  const prefix = codePrefix(codePattern, { agency: agencyOf(desk), receivedAt: now, timeZone });
  const signing = signingUnit(city, desk, now);
  const numbers = await Promise.all(
    numberedForms.map(async (form): Promise<readonly [NumberedForm, string]> => {
      const unit = issuedByDesk(form) ? desk : signing;
      const last = await tx.cases.dossiers.lastSerial(numberCounter(unit, form, now, timeZone));
      const next = { agency: agencyOf(unit), at: now, timeZone, serial: last + 1 };
      return [form, documentNumber(documentNumbers[form], next)];
    }),
  );
  return {
    code: dossierCode(codePattern, prefix, (await tx.cases.dossiers.lastSerial(prefix)) + 1),
    numbers: Object.fromEntries(numbers) as DossierRulesTrial['numbers'],
  };
}

/** Whose head signs what the desk receives first in the list. */
function signingUnit(city: City, desk: string, now: Instant): string {
  const received = [...city.dossiers.procedures.values()].find((one) => desksOf(one, city).includes(desk));
  const ward = city.units.get(desk)?.ward ?? [...city.wards.keys()][0] ?? '';
  return received === undefined ? desk : unitAt(city, unitFor(received.units.competent, ward), now, { ward });
}
