/** Dossiers (`migrations/0020-dossiers.ts`) as MikroORM sees them. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, id, instant, text } from '../columns.ts';

const Dossier = defineEntity({
  name: 'Dossier',
  tableName: 'dossier',
  indexes: [{ name: 'dossier_received', properties: ['receivedAt', 'caseId'] }],
  uniques: [{ name: 'dossier_code', properties: ['code'] }],
  properties: {
    caseId: id().primary(),
    code: code(),
    procedureCode: code(),
    procedureVersion: code(),
    field: code(),
    channel: code(),
    receivingUnit: code(),
    unit: code(),
    competentUnit: code(),
    recordsUnit: code(),
    ward: code(),
    confidentiality: code(),
    receivedAt: instant(),
  },
});

const ProcedureVersion = defineEntity({
  name: 'ProcedureVersion',
  tableName: 'procedure_version',
  properties: {
    id: code().primary(),
    procedureCode: code(),
    content: text(),
    since: instant(),
  },
});

const DossierEvent = defineEntity({
  name: 'DossierEvent',
  tableName: 'dossier_event',
  indexes: [{ name: 'dossier_event_case', properties: ['caseId', 'at', 'id'] }],
  properties: {
    id: id().primary(),
    caseId: id(),
    at: instant(),
    kind: code(),
    actor: code(),
    unit: code(),
    element: code(),
    number: code(),
    symbol: code(),
    dueBefore: instant().nullable(),
    dueAfter: instant().nullable(),
    fileId: id().nullable(),
    noteEntry: id().nullable(),
    data: text(),
  },
});

/** `migrations/0026-dossier-documents.ts` */
const DossierDocument = defineEntity({
  name: 'DossierDocument',
  tableName: 'dossier_document',
  indexes: [{ name: 'dossier_document_case', properties: ['caseId', 'issuedAt', 'id'] }],
  uniques: [{ name: 'dossier_document_event', properties: ['eventId'] }],
  properties: {
    id: id().primary(),
    caseId: id(),
    eventId: id(),
    form: code(),
    number: code(),
    template: code(),
    sha256: code(),
    entry: id(),
    issuedAt: instant(),
    issuedBy: code(),
  },
});

export const dossierEntities: readonly EntitySchema[] = [Dossier, ProcedureVersion, DossierEvent, DossierDocument];
