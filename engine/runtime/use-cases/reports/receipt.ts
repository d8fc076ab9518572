import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { Receipt } from '../../application/reports.ts';
import type { Tx } from '../../ports.ts';
import { expectedRoute } from '../expected-route.ts';
import type { LoadedService } from '../library.ts';
import { namedOrNull } from '../names.ts';
import { stageViews } from '../stage-views.ts';

/** What the reporter is told: where the report is now, and, where that is not settled yet, what is to be expected. */
export async function receiptOf(
  tx: Tx,
  at: { readonly service: LoadedService; readonly place: CityInForce; readonly now: Instant },
  issued: {
    readonly caseId: string;
    readonly code: string;
    readonly pin: string | null;
    readonly photoPlace: Receipt['photoPlace'];
  },
): Promise<Receipt> {
  const { city } = at.place;
  const record = await tx.cases.records.byId(issued.caseId);
  if (!record) throw new Error(`case ${issued.caseId} was just opened and is not there`);
  const { category, ward } = record;
  const expected = expectedRoute(at.service, at.place, { category, ward, at: at.now });
  const timeline = await tx.cases.timeline.ofCase(record.id);
  return {
    registerNumber: record.registerNumber,
    trackingCode: issued.code,
    pin: issued.pin,
    receivedAt: record.receivedAt,
    dueAt: record.dueAt ?? expected?.dueAt ?? null,
    ward: namedOrNull(city.wards, record.ward),
    unit: namedOrNull(city.units, record.unit === '' ? (expected?.unit ?? '') : record.unit),
    stages: stageViews(at.service.pack, city, timeline, new Map()),
    ...(issued.photoPlace && { photoPlace: issued.photoPlace }),
  };
}
