/** Shapes of how officials sign in, for who keeps accounts; each mirrors a type of `application/sign-in-book.ts`. */
import { Type } from 'typebox';
import { demands } from '#engine/cases/organisation/sign-in.ts';
import { link, session } from './account.ts';
import { instant, list, localised, named, oneOf, orNull } from './common.ts';
import { note, revision } from './organisation.ts';

const strict = { additionalProperties: false };
const demand = oneOf(...demands);
const publishing = oneOf('one', 'two');
const ways = Type.Object(
  { phone: Type.Boolean(), email: Type.Boolean(), provider: Type.Boolean() },
  { title: 'CitizenWays', ...strict },
);
const role = Type.String({ minLength: 1, maxLength: 60 });

export const signInPolicy = Type.Object(
  {
    revision,
    waiting: orNull(
      Type.Object(
        {
          id: Type.String(),
          note: Type.String(),
          proposedAt: instant,
          proposedBy: Type.String(),
          expiresAt: instant,
          own: Type.Boolean({ description: 'Somebody else confirms it.' }),
          others: Type.Integer({ description: 'People who could confirm it.' }),
          publishing,
          roles: list(Type.Object({ role, name: localised, before: demand, after: demand })),
        },
        { title: 'PendingPolicy', description: 'What weakens the policy waits for a second person.' },
      ),
    ),
    publishing,
    citizens: ways,
    reachable: Type.Object(
      { phone: Type.Boolean(), email: Type.Boolean(), providers: list(localised) },
      { title: 'ReachableWays', description: 'Channels and providers for citizens that this installation has.' },
    ),
    roles: list(
      Type.Object(
        {
          role,
          name: localised,
          demand,
          people: Type.Integer({ description: 'Who hold the role today.' }),
          withFactor: Type.Integer({ description: 'How many of them have any second factor.' }),
          withPasskey: Type.Integer(),
        },
        { title: 'RoleDemand' },
      ),
    ),
  },
  { title: 'SignInPolicy' },
);

export const signInPolicyChange = Type.Object(
  {
    revision,
    note,
    publishing: Type.Optional(publishing),
    citizens: Type.Optional(ways),
    roles: Type.Array(Type.Object({ role, demand }, strict), { maxItems: 200 }),
  },
  strict,
);

export const personSignIn = Type.Object(
  {
    demand,
    totpSince: orNull(instant),
    passkeys: Type.Integer(),
    recoveryCodesLeft: Type.Integer(),
    sessions: list(session),
    links: list(link),
    providers: list(named),
  },
  { title: 'PersonSignIn' },
);

export const factorReset = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }, strict);
export const linkCodeOrder = Type.Object({ provider: Type.String({ minLength: 1, maxLength: 60 }) }, strict);
export const linkCode = Type.Object(
  { code: Type.String({ description: 'Shown this once; good once and for a day.' }) },
  { title: 'LinkCode' },
);
