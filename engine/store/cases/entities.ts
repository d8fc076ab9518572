/** The tables around cases (`migrations/0002-cases.ts`) as MikroORM sees them. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { bytes, code, count, flag, id, instant, real, text } from '../columns.ts';
import { clockEntities } from './clock-entities.ts';
import { duplicateEntities } from './duplicate-entities.ts';
import { organisationEntities } from './organisation-entities.ts';

export const CaseRecord = defineEntity({
  name: 'CaseRecord',
  tableName: 'case_record',
  uniques: [
    { name: 'case_record_register', properties: ['registerNumber'] },
    { name: 'case_record_tracking', properties: ['trackingHash'] },
  ],
  indexes: [
    { name: 'case_record_unit', properties: ['state', 'unit', 'dueAt'] },
    { name: 'case_record_ripe', properties: ['archivedAt', 'closedAt'] },
    { name: 'case_record_closed', properties: ['state', 'closedAt', 'id'] },
    { name: 'case_record_ward', properties: ['state', 'ward'] },
    { name: 'case_record_merged', properties: ['mergedInto'] },
  ],
  properties: {
    id: id().primary(),
    service: code(),
    serviceVersionId: id(),
    instanceId: id(),
    registerNumber: code(),
    trackingHash: code(),
    secretHash: code(),
    channel: code(),
    language: code(),
    category: code(),
    ward: code(),
    unit: code(),
    lon: real().nullable(),
    lat: real().nullable(),
    stage: code(),
    state: code(),
    sla: code(),
    urgent: flag(),
    confidentiality: code(),
    outcome: code(),
    receivedAt: instant(),
    dueAt: instant().nullable(),
    closedAt: instant().nullable(),
    rating: count().nullable(),
    vault: text(),
    search: text(),
    archivedAt: instant().nullable(),
    mergedInto: id().nullable(),
    followers: count().default(0),
  },
});

export const CaseWord = defineEntity({
  name: 'CaseWord',
  tableName: 'case_word',
  indexes: [{ name: 'case_word_case', properties: ['caseId', 'word'] }],
  properties: { word: code().primary(), caseId: id().primary() },
});

export const RegisterCounter = defineEntity({
  name: 'RegisterCounter',
  tableName: 'register_counter',
  properties: { day: code().primary(), serial: count() },
});

export const VaultKey = defineEntity({
  name: 'VaultKey',
  tableName: 'vault_key',
  properties: { caseId: id().primary(), wrapped: bytes(), masterKeyId: code(), createdAt: instant() },
});

export const VaultEntry = defineEntity({
  name: 'VaultEntry',
  tableName: 'vault_entry',
  indexes: [{ name: 'vault_entry_case', properties: ['caseId'] }],
  properties: { id: id().primary(), caseId: id(), name: code(), sealed: bytes(), createdAt: instant() },
});

export const CaseTimeline = defineEntity({
  name: 'CaseTimeline',
  tableName: 'case_timeline',
  indexes: [{ name: 'case_timeline_case', properties: ['caseId', 'at', 'id'] }],
  properties: {
    id: id().primary(),
    caseId: id(),
    at: instant(),
    kind: code(),
    code: code(),
    element: code(),
    actor: code(),
    unit: code(),
    noteEntry: id().nullable(),
    behalfOf: code().default(''),
  },
});

export const CaseFile = defineEntity({
  name: 'CaseFile',
  tableName: 'case_file',
  indexes: [{ name: 'case_file_case', properties: ['caseId', 'position'] }],
  properties: {
    id: id().primary(),
    caseId: id(),
    kind: code(),
    position: count(),
    mediaType: code(),
    width: count(),
    height: count(),
    bytes: instant(),
    sha256: code(),
    nameEntry: id().nullable(),
    createdAt: instant(),
    partId: id().nullable(),
    receivedType: code().nullable(),
    receivedBytes: instant().nullable(),
    receivedSha256: code().nullable(),
    originalEntry: id().nullable(),
  },
});

export const Publication = defineEntity({
  name: 'Publication',
  tableName: 'publication',
  uniques: [
    { name: 'publication_slug', properties: ['slug'] },
    { name: 'publication_case', properties: ['caseId'] },
  ],
  indexes: [{ name: 'publication_latest', properties: ['publishedAt', 'id'] }],
  properties: {
    id: id().primary(),
    slug: code(),
    caseId: id(),
    registerNumber: code(),
    title: text(),
    text: text(),
    answer: text(),
    category: code(),
    ward: code(),
    unit: code(),
    receivedAt: instant(),
    handledAt: instant(),
    dueAt: instant().nullable(),
    rating: count().nullable(),
    photos: text(),
    search: text(),
    publishedAt: instant(),
    version: count().default(1),
    correctedAt: instant().nullable(),
    correction: text().nullable(),
  },
});

export const PublicationWord = defineEntity({
  name: 'PublicationWord',
  tableName: 'publication_word',
  indexes: [{ name: 'publication_word_publication', properties: ['publicationId'] }],
  properties: { word: code().primary(), publishedAt: instant().primary(), publicationId: id().primary() },
});

export const Notice = defineEntity({
  name: 'Notice',
  tableName: 'notice',
  uniques: [{ name: 'notice_dedupe', properties: ['dedupeKey'] }],
  indexes: [
    { name: 'notice_due', properties: ['state', 'nextAt'] },
    { name: 'notice_case', properties: ['caseId', 'channel', 'state', 'id'] },
  ],
  properties: {
    id: id().primary(),
    caseId: id(),
    serviceVersionId: id(),
    dedupeKey: code(),
    channel: code(),
    template: code(),
    language: code(),
    recipientEntry: id().nullable(),
    recipientAccount: id().nullable(),
    params: text(),
    state: code(),
    attempt: count(),
    nextAt: instant(),
    leaseUntil: instant().nullable(),
    leaseToken: code(),
    providerId: code(),
    providerStatus: code(),
    fault: code(),
    createdAt: instant(),
    sentAt: instant().nullable(),
    owner: id().nullable(),
    requestId: id().nullable(),
  },
});

export const MailboxMessage = defineEntity({
  name: 'MailboxMessage',
  tableName: 'mailbox_message',
  indexes: [{ name: 'mailbox_latest', properties: ['at', 'id'] }],
  properties: { id: id().primary(), caseId: id(), channel: code(), entry: id(), at: instant() },
});

export const Account = defineEntity({
  name: 'Account',
  tableName: 'account',
  uniques: [{ name: 'account_username', properties: ['username'] }],
  properties: {
    id: id().primary(),
    username: code(),
    displayName: code(),
    email: code(),
    passwordHash: text(),
    active: flag(),
    createdAt: instant(),
    firstPassword: flag().default(false),
  },
});

export const Post = defineEntity({
  name: 'Post',
  tableName: 'post',
  indexes: [
    { name: 'post_account', properties: ['accountId'] },
    { name: 'post_unit', properties: ['unit'] },
  ],
  properties: {
    id: id().primary(),
    accountId: id(),
    role: code(),
    unit: code(),
    validFrom: code().default(''),
    validTo: code().default(''),
  },
});

export const Session = defineEntity({
  name: 'Session',
  tableName: 'session',
  uniques: [{ name: 'session_token', properties: ['tokenHash'] }],
  indexes: [
    { name: 'session_account', properties: ['accountId'] },
    { name: 'session_seen', properties: ['seenAt'] },
  ],
  properties: {
    id: id().primary(),
    tokenHash: code(),
    accountId: id(),
    createdAt: instant(),
    seenAt: instant(),
    agent: code().default(''),
    network: code().default(''),
    elsewhere: code().default(''),
    strength: count().default(1),
  },
});

export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  indexes: [
    { name: 'audit_entry_subject', properties: ['subject', 'at'] },
    { name: 'audit_entry_unsealed', properties: ['sealed', 'id'] },
  ],
  properties: {
    id: id().primary(),
    at: instant(),
    actor: code(),
    action: code(),
    subject: code(),
    data: text(),
    sealed: flag().nullable(),
  },
});

export const AuditSeal = defineEntity({
  name: 'AuditSeal',
  tableName: 'audit_seal',
  uniques: [{ name: 'audit_seal_entry', properties: ['entryId'] }],
  properties: {
    number: instant().primary().autoincrement(false),
    entryId: id(),
    entryHash: code(),
    sealedAt: instant(),
    chain: code(),
  },
});

export const AuditChain = defineEntity({
  name: 'AuditChain',
  tableName: 'audit_chain',
  properties: {
    name: code().primary(),
    sealer: code(),
    sealerUntil: instant(),
    exportedNumber: instant(),
    exportedAt: instant().nullable(),
    exportTriedAt: instant(),
    exportFault: code(),
  },
});

export const Reference = defineEntity({
  name: 'Reference',
  tableName: 'reference',
  properties: { kind: code().primary(), content: text(), revision: count() },
});

export const ReferenceRevision = defineEntity({
  name: 'ReferenceRevision',
  tableName: 'reference_revision',
  properties: { stamp: code().primary(), kind: code().primary(), content: text(), since: instant() },
});

export const RateBucket = defineEntity({
  name: 'RateBucket',
  tableName: 'rate_bucket',
  indexes: [{ name: 'rate_bucket_age', properties: ['windowStart'] }],
  properties: { bucket: code().primary(), windowStart: instant().primary(), uses: count() },
});

export const caseEntities: readonly EntitySchema[] = [
  CaseRecord,
  CaseWord,
  RegisterCounter,
  VaultKey,
  VaultEntry,
  ...clockEntities,
  CaseTimeline,
  CaseFile,
  Publication,
  PublicationWord,
  Notice,
  MailboxMessage,
  Account,
  Post,
  Session,
  AuditEntry,
  AuditSeal,
  AuditChain,
  Reference,
  ReferenceRevision,
  RateBucket,
  ...organisationEntities,
  ...duplicateEntities,
];
