/** Shapes of service accounts and tokens; each mirrors a type of `engine/runtime/application/service-accounts.ts`. */
import { Type } from 'typebox';
import { perMinuteMax } from '#engine/runtime/application/service-accounts.ts';
import { instant, list, localised, named, oneOf, orNull } from './common.ts';
import { day } from './organisation.ts';

const strict = { additionalProperties: false };
export const serviceCode = Type.String({ minLength: 1, maxLength: 60 });
const name = Type.String({ minLength: 1, maxLength: 100 });
const post = Type.Object(
  { role: Type.String({ minLength: 1, maxLength: 60 }), unit: Type.String({ minLength: 1, maxLength: 60 }) },
  strict,
);

export const newServiceAccount = Type.Object(
  {
    code: serviceCode,
    name,
    purpose: Type.String({ minLength: 1, maxLength: 500, description: 'What it is for, and who answers for it.' }),
    posts: Type.Array(post, { minItems: 1, maxItems: 20 }),
  },
  strict,
);

export const newServiceToken = Type.Object(
  {
    name,
    scopes: Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 30 }),
    addresses: Type.Optional(
      Type.Array(Type.String({ maxLength: 60 }), {
        maxItems: 20,
        description: 'Networks that it may come from (CIDR).',
      }),
    ),
    perMinute: Type.Optional(
      Type.Integer({ minimum: 1, maximum: perMinuteMax, description: 'Requests; default 120.' }),
    ),
    lastDay: day,
  },
  strict,
);

export const serviceTokenMade = Type.Object(
  { id: Type.String(), token: Type.String({ description: 'Shown this once.' }) },
  { title: 'ServiceTokenMade' },
);

const token = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    hint: Type.String({ description: 'How it begins.' }),
    scopes: list(Type.String()),
    addresses: list(Type.String()),
    perMinute: Type.Integer(),
    createdAt: instant,
    createdBy: Type.String(),
    expiresAt: instant,
    lastUsedAt: orNull(instant),
    revokedAt: orNull(instant),
    revokedBy: Type.String(),
    state: oneOf('good', 'ending', 'expired', 'revoked'),
  },
  { title: 'ServiceToken' },
);

export const serviceAccountList = Type.Object(
  {
    accounts: list(
      Type.Object(
        {
          code: Type.String(),
          name: Type.String(),
          purpose: Type.String(),
          posts: list(
            Type.Object({ role: Type.String(), unit: Type.String(), roleName: localised, unitName: localised }),
          ),
          createdAt: instant,
          createdBy: Type.String(),
          closedAt: orNull(instant),
          tokens: list(token),
        },
        { title: 'ServiceAccount' },
      ),
    ),
    scopes: list(Type.String()),
    roles: list(named),
    units: list(named),
  },
  { title: 'ServiceAccountList' },
);
