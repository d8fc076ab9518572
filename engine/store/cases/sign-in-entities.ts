/** How officials sign in (`migrations/0029-sign-in.ts`) as MikroORM sees it. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { bytes, code, count, id, instant, text } from '../columns.ts';

const SignInStep = defineEntity({
  name: 'SignInStep',
  tableName: 'sign_in_step',
  uniques: [{ name: 'sign_in_step_token', properties: ['tokenHash'] }],
  indexes: [{ name: 'sign_in_step_expires', properties: ['expiresAt'] }],
  properties: {
    id: id().primary(),
    tokenHash: code(),
    kind: code(),
    accountId: id().nullable(),
    content: text(),
    expiresAt: instant(),
  },
});

const Totp = defineEntity({
  name: 'Totp',
  tableName: 'totp',
  properties: {
    accountId: id().primary(),
    state: code().primary(),
    sealed: bytes(),
    masterKeyId: code(),
    lastStep: count(),
    createdAt: instant(),
  },
});

const RecoveryCode = defineEntity({
  name: 'RecoveryCode',
  tableName: 'recovery_code',
  indexes: [{ name: 'recovery_code_account', properties: ['accountId'] }],
  properties: { codeHash: code().primary(), accountId: id(), createdAt: instant() },
});

const Passkey = defineEntity({
  name: 'Passkey',
  tableName: 'passkey',
  uniques: [{ name: 'passkey_credential', properties: ['credentialHash'] }],
  indexes: [{ name: 'passkey_account', properties: ['accountId'] }],
  properties: {
    id: id().primary(),
    accountId: id(),
    credentialHash: code(),
    credentialId: text(),
    publicKey: bytes(),
    counter: instant(),
    transports: text(),
    name: code(),
    createdAt: instant(),
    usedAt: instant().nullable(),
  },
});

const IdentityLink = defineEntity({
  name: 'IdentityLink',
  tableName: 'identity_link',
  uniques: [{ name: 'identity_link_identity', properties: ['identityHash'] }],
  indexes: [{ name: 'identity_link_account', properties: ['accountId'] }],
  properties: {
    id: id().primary(),
    accountId: id(),
    provider: code(),
    identityHash: code(),
    createdAt: instant(),
    usedAt: instant().nullable(),
  },
});

const AccountNotice = defineEntity({
  name: 'AccountNotice',
  tableName: 'account_notice',
  indexes: [{ name: 'account_notice_account', properties: ['accountId', 'id'] }],
  properties: {
    id: id().primary(),
    accountId: id(),
    at: instant(),
    code: code(),
    actor: code(),
    note: text(),
    seenAt: instant().nullable(),
  },
});

const VerifiedEmail = defineEntity({
  name: 'VerifiedEmail',
  tableName: 'verified_email',
  properties: { accountId: id().primary(), email: code(), verifiedAt: instant() },
});

const KnownBrowser = defineEntity({
  name: 'KnownBrowser',
  tableName: 'known_browser',
  indexes: [{ name: 'known_browser_seen', properties: ['seenAt'] }],
  properties: { accountId: id().primary(), place: code().primary(), seenAt: instant() },
});

export const signInEntities: readonly EntitySchema[] = [
  SignInStep,
  Totp,
  RecoveryCode,
  Passkey,
  IdentityLink,
  AccountNotice,
  VerifiedEmail,
  KnownBrowser,
];
