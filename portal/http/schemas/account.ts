/** Shapes of one's own account; each mirrors a type of `engine/runtime/application/own-account.ts`. */
import { Type } from 'typebox';
import { demands } from '#engine/cases/organisation/sign-in.ts';
import { anyRecord, instant, list, localised, oneOf, orNull } from './common.ts';

const strict = { additionalProperties: false };
const password = Type.String({ minLength: 1, maxLength: 200 });
const passkeyName = Type.String({ minLength: 1, maxLength: 60 });

export const session = Type.Object(
  {
    id: Type.String(),
    openedAt: instant,
    seenAt: instant,
    browser: Type.String({ description: 'e.g. `chrome`; empty where it is not known.' }),
    system: Type.String(),
    network: Type.String({ description: 'The front half of the network address.' }),
    elsewhere: orNull(
      Type.Object(
        { browser: Type.String(), system: Type.String() },
        {
          title: 'OtherBrowser',
          description: 'Has shown the same cookie: it was copied, or the browser says another name now.',
        },
      ),
    ),
    strength: Type.Integer({ description: '1: a password; 2: and a second factor; 3: a passkey.' }),
    own: Type.Boolean({ description: 'The one that asks.' }),
  },
  { title: 'Session' },
);

const notice = Type.Object(
  {
    id: Type.String(),
    at: instant,
    code: oneOf(
      ...['passwordChanged', 'totpAdded', 'totpRemoved', 'passkeyAdded', 'passkeyRemoved', 'recoveryMade'],
      ...['recoveryUsed', 'factorsReset', 'usedElsewhere', 'signedOut', 'linked', 'unlinked'],
      ...['newBrowser', 'passwordReset', 'emailChanged', 'tokenEnds', 'changeWaits'],
      ...['draftApproved', 'draftChanges', 'planPublished', 'planFailed'],
    ),
    by: Type.String({ description: 'Who did it; empty for oneself.' }),
    note: Type.String(),
    seen: Type.Boolean(),
  },
  { title: 'AccountNotice' },
);

const passkey = Type.Object(
  { id: Type.String(), name: Type.String(), createdAt: instant, usedAt: orNull(instant) },
  { title: 'Passkey' },
);

export const link = Type.Object(
  { id: Type.String(), provider: localised, createdAt: instant, usedAt: orNull(instant) },
  { title: 'IdentityLink' },
);

export const ownAccount = Type.Object(
  {
    username: Type.String(),
    displayName: Type.String(),
    demand: oneOf(...demands),
    needs: orNull(oneOf('any', 'passkey')),
    fresh: Type.Boolean({ description: 'Signed in so lately that factors can be changed.' }),
    passwordLengthMin: Type.Integer(),
    email: Type.String(),
    emailVerified: Type.Boolean({ description: 'Shown to be theirs by a code.' }),
    sendsMail: Type.Boolean({ description: 'Whether this installation sends mail.' }),
    totpSince: orNull(instant),
    recoveryCodesLeft: Type.Integer(),
    passkeys: list(passkey),
    links: list(link),
    sessions: list(session),
    notices: list(notice),
  },
  { title: 'OwnAccount' },
);

export const passwordChange = Type.Object({ current: password, next: password }, strict);

export const emailOrder = Type.Object({ email: Type.String({ minLength: 3, maxLength: 150 }) }, strict);

export const askedTotp = Type.Object(
  {
    secret: Type.String({ description: 'Base32, for typing.' }),
    uri: Type.String({ description: '`otpauth://totp/…`' }),
    qr: Type.Object({
      size: Type.Integer({ description: 'Modules of a side, with the clear space around.' }),
      path: Type.String({ description: 'The dark modules as an SVG path.' }),
    }),
  },
  { title: 'AskedTotp' },
);

export const code = Type.Object({ code: Type.String({ minLength: 1, maxLength: 20 }) }, strict);
export const recoveryCodes = Type.Object(
  { recoveryCodes: orNull(list(Type.String({ description: 'Shown this once.' }))) },
  { title: 'RecoveryCodes' },
);
export const askedPasskey = Type.Object({ options: anyRecord }, { title: 'AskedPasskey' });
export const newPasskey = Type.Object({ name: passkeyName, response: anyRecord }, strict);
export const passkeyTitle = Type.Object({ name: passkeyName }, strict);
