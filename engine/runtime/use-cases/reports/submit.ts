/** A citizen's report becomes a case: judged, its photos taken in, then everything written in one transaction. */
import { wardOf } from '#engine/cases/areas/areas.ts';
import type { City } from '#engine/cases/city/city.ts';
import { intakeVariables } from '#engine/cases/intake.ts';
import { aboutVariable } from '#engine/cases/organisation/conflict.ts';
import { pin, registerDay, registerNumber, trackingCode } from '#engine/cases/text/identifiers.ts';
import type { Variables } from '#engine/core/values.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { Submission } from '#forms/validate.ts';
import { aboutAnswer, formFor } from '../../administration/categories/questions.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { Point, StagedFile } from '../../application/common.ts';
import type { Receipt, ReportSubmission, Reports } from '../../application/reports.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { type Context, hashed } from '../context.ts';
import { keepsOriginals } from '../files/received.ts';
import { choicesOf } from '../form-context.ts';
import type { LoadedService } from '../library.ts';
import { entriesByMeaning, fieldFor, personNumbersOf } from '../meanings.ts';
import { refusal } from '../refuse.ts';
import { searchText } from '../search-words.ts';
import { fileSubmission, judgeSubmission } from '../submission.ts';
import { openCase } from './open-case.ts';
import { openOnce, type Taken } from './open-once.ts';
import { openService } from './open-services.ts';
import { allowedFacts, type HiddenFacts, sealedTimes, withPhotoPlace } from './photo-consent.ts';
import { receiptOf } from './receipt.ts';
import { secretHash, trackingHash } from './second-factor.ts';

export function submit(context: Context): Reports['submit'] {
  return async (report) => {
    const receiptKey = `report:${hashed(context, 'submission', report.submissionKey)}`;
    const facts = await allowedFacts(context, report);
    return await openOnce(context, receiptKey, {
      prepare: (tx) => prepare(context, tx, report, facts),
      open: (tx, prepared, taken) => write(context, tx, { ...prepared, ...taken, report }),
    });
  };
}

interface Prepared {
  readonly service: LoadedService;
  readonly place: CityInForce;
  readonly form: FormDefinition;
  readonly judged: Submission<StagedFile>;
  readonly point: Point | undefined;
  readonly evidence: boolean;
  readonly facts: HiddenFacts;
  readonly photoPlace: Receipt['photoPlace'];
}

interface Opening extends Prepared, Taken {
  readonly report: ReportSubmission;
}

async function prepare(context: Context, tx: Tx, report: ReportSubmission, facts: HiddenFacts): Promise<Prepared> {
  const place = await context.cities.current(tx);
  const service = await openService(context, tx, report.service);
  const form = service.forms.get(service.pack.startForm);
  if (!form) throw refusal('NO_SERVICE');
  const at = context.clock();
  const asked = formFor(form, place.city.categories.get(String(report.values['category'] ?? '')));
  const { values, photoPlace } = withPhotoPlace(asked, report.values, { facts, city: place.city, at });
  const sent = { values, files: report.files };
  const judged = judgeSubmission(asked, sent, { city: place.city, choices: choicesOf(place.city, at), at });
  mustLeaveContact(form, judged, place.city);
  const evidence = keepsOriginals(place.city, String(judged.values['category'] ?? ''));
  const point = Object.values(judged.values).find(isPoint);
  return { service, place, form, judged, point, evidence, facts, photoPlace };
}

/** @throws Refusal 422 where a category asks who reports to leave a way to reach them, and there is none */
function mustLeaveContact(form: FormDefinition, { values, personal }: Prepared['judged'], city: City): void {
  if (city.categories.get(String(values['category'] ?? ''))?.anonymous !== false) return;
  const fields = [fieldFor(form, 'phone')?.key, fieldFor(form, 'email')?.key].filter((key) => key !== undefined);
  if (fields.length === 0 || fields.some((key) => personal[key] !== undefined)) return;
  const path = values['anonymous'] === true ? 'anonymous' : (fields[0] ?? 'phone');
  throw refusal('INVALID_FIELDS', {}, [{ path, rule: 'contactNeeded' }]);
}

async function write(
  context: Context,
  tx: Tx,
  opening: Opening,
): Promise<{ readonly caseId: string; readonly receipt: Receipt }> {
  const { service, form, judged, images, now } = opening;
  const caseId = context.newId(now);
  const code = trackingCode(context.random(12));
  const phone = judged.personal[fieldFor(form, 'phone')?.key ?? ''];
  const shownPin = phone === undefined ? pin(context.random(16)) : null;
  const secret = shownPin ?? String(phone).slice(-4);
  await context.vault.open(tx, caseId, now);
  const filed = await fileSubmission(context, tx, judged, { caseId, kind: 'report', images, now });
  const times = sealedTimes(opening, opening.place.city.province.timeZone);
  const own = await context.vault.seal(tx, caseId, { trackingCode: code, ...times }, now);
  const row = await caseRow(context, tx, opening, {
    id: caseId,
    trackingHash: trackingHash(context, code),
    secretHash: secretHash(context, code, secret),
    vault: { ...entriesByMeaning(form, filed.entries), ...own },
  });
  const about = aboutAnswer(opening.place.city.categories.get(row.category), judged.values);
  const variables = {
    ...startVariables(row, filed.variables, phone !== undefined),
    ...(about !== undefined && { [aboutVariable]: [about] }),
  };
  const opened = { record: row, variables, actor: 'citizen', receivedAs: '', processId: service.pack.process } as const;
  if (about !== undefined) await tx.cases.conflicts.insert({ caseId, unit: about, saidBy: 'citizen', saidAt: now });
  await openCase(context, tx, opened, now);
  return {
    caseId,
    receipt: await receiptOf(tx, opening, { caseId, code, pin: shownPin, photoPlace: opening.photoPlace }),
  };
}

async function caseRow(
  context: Context,
  tx: Tx,
  { report, service, place, form, judged, point, now }: Opening,
  own: Pick<CaseRow, 'id' | 'trackingHash' | 'secretHash' | 'vault'>,
): Promise<CaseRow> {
  const { city } = place;
  const day = registerDay(now, city.province.timeZone);
  const number = registerNumber(city.registerNumber, day, await tx.cases.records.nextSerial(day));
  const category = String(judged.values['category'] ?? '');
  const texts = (['text', 'address'] as const).map((meaning) => judged.personal[fieldFor(form, meaning)?.key ?? '']);
  return {
    ...own,
    service: service.pack.key,
    serviceVersionId: service.row.id,
    instanceId: context.newId(now),
    registerNumber: number,
    channel: report.channel,
    language: report.language,
    category,
    ward: point ? (wardOf(city, point, now)?.code ?? '') : String(judged.values['ward'] ?? ''),
    unit: '',
    lon: point?.lon ?? null,
    lat: point?.lat ?? null,
    stage: '',
    state: 'open',
    sla: '',
    urgent: judged.values['urgent'] === true,
    confidentiality: city.categories.get(category)?.confidential ? 'confidential' : 'normal',
    outcome: '',
    receivedAt: now,
    dueAt: null,
    closedAt: null,
    rating: null,
    mergedInto: null,
    followers: 0,
    search: searchText(
      context.secrets,
      number,
      texts.filter((text) => typeof text === 'string'),
      personNumbersOf(form, judged.personal),
    ),
  };
}

function startVariables(row: CaseRow, filed: Variables, reachableByPhone: boolean): Variables {
  const { registerNumber, category, ward, urgent, channel } = row;
  const receivedAt = new Date(row.receivedAt).toISOString();
  const confidential = row.confidentiality === 'confidential';
  const reachable = reachableByPhone || row.vault['email'] !== undefined;
  const known = { registerNumber, category, ward, urgent, confidential, channel, reachable, receivedAt };
  return intakeVariables(known, filed);
}

function isPoint(value: unknown): value is Point {
  if (typeof value !== 'object' || value === null) return false;
  const { lon, lat } = value as Partial<Point>;
  return typeof lon === 'number' && typeof lat === 'number';
}
