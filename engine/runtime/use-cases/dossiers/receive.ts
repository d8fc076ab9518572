/** A dossier comes in at a desk: judged, its scans taken in, then code, case, evidence and process in one transaction. */
import { wardsInForce } from '#engine/cases/areas/areas.ts';
import { localDate } from '#engine/cases/calendars/local-date.ts';
import { codePrefix, dossierCode } from '#engine/cases/dossiers/code-pattern.ts';
import { unitFor } from '#engine/cases/dossiers/desks.ts';
import { isReceived, type Procedure } from '#engine/cases/dossiers/procedures.ts';
import { unitAt } from '#engine/cases/organisation/units.ts';
import { pin } from '#engine/cases/text/identifiers.ts';
import type { Instant, Json, Variables } from '#engine/core/values.ts';
import { drawAhead } from '#engine/documents/codes.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { Submission } from '#forms/validate.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { Actor, StagedFile } from '../../application/common.ts';
import type { DossierIntake, DossierReceipt, Dossiers } from '../../application/dossiers.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { DossierRow } from '../../ports/dossiers.ts';
import type { Tx } from '../../ports.ts';
import { type Context, hashed } from '../context.ts';
import { followUrl } from '../documents/issue.ts';
import { choicesOf } from '../form-context.ts';
import type { LoadedService } from '../library.ts';
import { entriesByMeaning, fieldFor, personNumbersOf } from '../meanings.ts';
import { namedIn } from '../names.ts';
import { refusal } from '../refuse.ts';
import { openCase } from '../reports/open-case.ts';
import { openOnce, type Taken } from '../reports/open-once.ts';
import { secretHash, trackingHash } from '../reports/second-factor.ts';
import { searchText } from '../search-words.ts';
import { fileSubmission, judgeSubmission } from '../submission.ts';
import { desksFor, receivingScope } from './desks-of.ts';
import { addEvidence } from './evidence.ts';
import { intakeFaults } from './intake-faults.ts';
import { pinProcedure } from './pinned.ts';

export function receive(context: Context): Dossiers['receive'] {
  return async (actor, intake) => {
    const receiptKey = `dossier:${hashed(context, 'submission', `${actor.accountId}/${intake.submissionKey}`)}`;
    return await openOnce(context, receiptKey, {
      prepare: (tx) => prepare(context, tx, actor, intake),
      makeReady({ likelyCode }) {
        // Of what is handed out, only the receipt leads to the follow page.
        if (intake.decision.outcome === 'accept') drawAhead(followUrl(context, likelyCode));
      },
      open: (tx, prepared, taken) => write(context, tx, { ...prepared, ...taken, actor, intake }),
    });
  };
}

interface Prepared {
  readonly service: LoadedService;
  readonly place: CityInForce;
  readonly procedure: Procedure;
  readonly form: FormDefinition;
  readonly judged: Submission<StagedFile>;
  readonly evidence: boolean;
  /** What it will be called if nobody is received first. */
  readonly likelyCode: string;
}

interface Receiving extends Prepared, Taken {
  readonly actor: Actor;
  readonly intake: DossierIntake;
}

/** @throws Refusal 403 at a desk of others, 422 by field */
async function prepare(context: Context, tx: Tx, actor: Actor, intake: DossierIntake): Promise<Prepared> {
  const place = await context.cities.current(tx);
  const now = context.clock();
  const { city } = place;
  const scope = await receivingScope(context, tx, actor);
  if (scope.length === 0) throw refusal('FORBIDDEN');
  const procedure = city.dossiers.procedures.get(intake.procedure);
  if (procedure === undefined) throw refusal('INVALID_FIELDS', {}, [{ path: 'procedure', rule: 'UNKNOWN_PROCEDURE' }]);
  if (!isReceived(procedure, localDate(city.province.timeZone, now)))
    throw refusal('INVALID_FIELDS', {}, [{ path: 'procedure', rule: 'PROCEDURE_NOT_IN_FORCE' }]);
  const desks = desksFor(scope, procedure, { place, now });
  if (desks.withoutCode.includes(intake.desk))
    throw refusal('INVALID_FIELDS', {}, [{ path: 'desk', rule: 'DESK_WITHOUT_CODE' }]);
  if (!desks.open.includes(intake.desk)) throw refusal('FORBIDDEN');
  const service = await context.library.inForce(tx, city.dossiers.service);
  const form = service.forms.get(service.pack.startForm);
  if (!form) throw refusal('NO_SERVICE');
  const faults = intakeFaults(procedure, intake);
  if (faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
  const judged = judgeSubmission(form, intake, { city, choices: choicesOf(city, now), at: now });
  const { pattern, prefix } = codeAt(place, intake.desk, now);
  const likelyCode = dossierCode(pattern, prefix, (await tx.cases.dossiers.lastSerial(prefix)) + 1);
  return { service, place, procedure, form, judged, likelyCode, evidence: city.dossiers.keepOriginals };
}

function codeAt({ city }: CityInForce, desk: string, receivedAt: Instant) {
  const pattern = city.dossiers.codePattern;
  const agency = city.units.get(desk)?.agencyCode ?? '';
  return { pattern, prefix: codePrefix(pattern, { agency, receivedAt, timeZone: city.province.timeZone }) };
}

async function write(
  context: Context,
  tx: Tx,
  receiving: Receiving,
): Promise<{ readonly caseId: string; readonly receipt: DossierReceipt }> {
  const { procedure, intake, judged, form, images, actor, now, place } = receiving;
  const caseId = context.newId(now);
  const phone = judged.personal[fieldFor(form, 'phone')?.key ?? ''];
  const shownPin = phone === undefined ? pin(context.random(16)) : null;
  const dossier = await dossierRow(tx, caseId, receiving);
  await context.vault.open(tx, caseId, now);
  const filed = await fileSubmission(context, tx, judged, { caseId, kind: 'report', images, now });
  const title = `${procedure.name.vi} – ${String(judged.personal[fieldFor(form, 'name')?.key ?? ''] ?? '')}`;
  const own = await context.vault.seal(
    tx,
    caseId,
    { trackingCode: dossier.code, text: title, ...decisionTexts(intake) },
    now,
  );
  const record: CaseRow = {
    ...caseRow(context, receiving, dossier),
    trackingHash: trackingHash(context, dossier.code),
    secretHash: secretHash(context, dossier.code, shownPin ?? String(phone).slice(-4)),
    vault: { ...entriesByMeaning(form, filed.entries), ...own },
    search: searchText(context.secrets, dossier.code, [title], personNumbersOf(form, judged.personal)),
  };
  await tx.cases.dossiers.insert(dossier);
  await addEvidence(
    context,
    tx,
    {
      caseId,
      kind: 'received',
      actor: actor.username,
      unit: dossier.receivingUnit,
      data: {
        applicant: String(judged.values['applicantKind'] ?? 'person'),
        papers: intake.papers.map(({ code, form: kind, count }): Json => ({ code, form: kind, count })),
      },
    },
    now,
  );
  const reachable = phone !== undefined || record.vault['email'] !== undefined;
  const variables = { ...filed.variables, ...startVariables(receiving, { dossier, record, own }), reachable };
  const opened = { record, variables, actor: actor.username, receivedAs: 'dossier' } as const;
  await openCase(context, tx, { ...opened, processId: receiving.service.pack.process }, now);
  const after = await tx.cases.records.byId(caseId);
  const { city } = place;
  const receipt = {
    caseId,
    code: dossier.code,
    pin: shownPin,
    outcome: intake.decision.outcome,
    receivedAt: now,
    dueAt: after?.dueAt ?? null,
    procedure: { code: procedure.code, name: procedure.name },
    desk: namedIn(city.units, dossier.receivingUnit),
    support: namedIn(city.units, unitFor(procedure.units.support, dossier.ward)),
  };
  return { caseId, receipt };
}

/** What the decision at the desk says goes into the vault like any other words. */
function decisionTexts({ decision }: DossierIntake): Readonly<Record<string, string>> {
  if (decision.outcome === 'accept') return {};
  if (decision.outcome === 'refuse')
    return { refusalReason: decision.reason.trim(), refusalBasis: decision.basis.trim() };
  return { supplementWhy: decision.why.trim(), supplementBasis: decision.basis.trim() };
}

async function dossierRow(
  tx: Tx,
  caseId: string,
  { procedure, place, intake, judged, now }: Receiving,
): Promise<DossierRow> {
  const { city } = place;
  const ward = String(judged.values['ward'] ?? '');
  const unit = (pattern: string): string =>
    unitAt(city, unitFor(pattern, ward), now, { ward, category: procedure.code });
  const { pattern, prefix } = codeAt(place, intake.desk, now);
  const serial = await tx.cases.dossiers.nextSerial(prefix);
  return {
    caseId,
    code: dossierCode(pattern, prefix, serial),
    procedureCode: procedure.code,
    procedureVersion: await pinProcedure(tx, procedure, now),
    field: procedure.field,
    channel: intake.channel,
    receivingUnit: intake.desk,
    unit: unit(procedure.units.handling),
    competentUnit: unit(procedure.units.competent),
    recordsUnit: unit(procedure.units.records),
    ward: wardsInForce(city, now).some(({ code }) => code === ward) ? ward : '',
    confidentiality: procedure.confidential ? 'confidential' : 'normal',
    receivedAt: now,
  };
}

function caseRow(
  context: Context,
  { service, intake, now }: Receiving,
  dossier: DossierRow,
): Omit<CaseRow, 'trackingHash' | 'secretHash' | 'vault' | 'search'> {
  return {
    id: dossier.caseId,
    service: service.pack.key,
    serviceVersionId: service.row.id,
    instanceId: context.newId(now),
    registerNumber: dossier.code,
    channel: intake.channel,
    language: intake.language,
    category: dossier.procedureCode,
    ward: dossier.ward,
    unit: '',
    lon: null,
    lat: null,
    stage: '',
    state: 'open',
    sla: '',
    urgent: false,
    confidentiality: dossier.confidentiality,
    outcome: '',
    receivedAt: now,
    dueAt: null,
    closedAt: null,
    rating: null,
    mergedInto: null,
    followers: 0,
  };
}

/** What the process begins with (workflows/administrative-dossier/README.md); what is personal is a reference. */
function startVariables(
  { procedure, intake }: Receiving,
  {
    dossier,
    record,
    own,
  }: { readonly dossier: DossierRow; readonly record: CaseRow; readonly own: Readonly<Record<string, string>> },
): Variables {
  const { decision } = intake;
  const said = Object.keys(decisionTexts(intake)).map((name) => [name, { $vault: own[name] ?? '' }]);
  const missing = decision.outcome === 'supplement' ? decision.missing : [];
  return {
    registerNumber: dossier.code,
    procedure: procedure.code,
    category: procedure.code,
    ward: dossier.ward === '' ? null : dossier.ward,
    unit: dossier.unit,
    receivingUnit: dossier.receivingUnit,
    competentUnit: dossier.competentUnit,
    recordsUnit: dossier.recordsUnit,
    documentSymbol: procedure.result.symbol,
    steps: { ...procedure.steps },
    supplementWithin: procedure.supplement.within,
    confidential: procedure.confidential,
    channel: intake.channel,
    receivedAt: new Date(record.receivedAt).toISOString(),
    accepted: false,
    promiseKept: false,
    outcome: decision.outcome,
    missing: Object.fromEntries(missing.map((code) => [code, true])),
    ...Object.fromEntries(said),
  };
}
