import { Type } from 'typebox';
import { instant, list, localised, named, oneOf, orNull, photo, point } from './common.ts';

export const nearbyQuestion = Type.Object(
  {
    point,
    category: Type.String({ maxLength: 100 }),
    text: Type.String({ maxLength: 5000, description: 'What is about to be sent; nothing of it is kept.' }),
  },
  { additionalProperties: false },
);

const reasons = Type.Object(
  {
    metres: Type.Number(),
    category: oneOf('same', 'sibling', 'other'),
    days: Type.Integer({ minimum: 0 }),
    text: oneOf('much', 'some', 'none'),
  },
  { title: 'Reasons', description: 'Why a report may be about the same matter.' },
);

export const nearbyCases = list(
  Type.Object(
    {
      registerNumber: Type.String(),
      category: named,
      ward: orNull(named),
      receivedOn: Type.String({ format: 'date' }),
      stage: orNull(localised),
      reasons: orNull(reasons),
      title: orNull(Type.String()),
      photo: orNull(photo),
      resultSlug: orNull(Type.String()),
      many: Type.Boolean({ description: 'Not a few others have met it.' }),
    },
    { title: 'NearbyCase' },
  ),
);

export const joining = Type.Object(
  {
    registerNumber: Type.String({ minLength: 1, maxLength: 40 }),
    submissionKey: Type.String({ minLength: 8, maxLength: 100 }),
    language: Type.Optional(oneOf('vi', 'en')),
    phone: Type.Optional(Type.String({ maxLength: 30 })),
    email: Type.Optional(Type.String({ maxLength: 254 })),
  },
  { additionalProperties: false },
);

export const followerReceipt = Type.Object(
  {
    registerNumber: Type.String(),
    trackingCode: Type.String(),
    category: named,
    ward: orNull(named),
    stage: orNull(localised),
    told: Type.Boolean(),
  },
  { title: 'FollowerReceipt' },
);

export const stopping = Type.Object(
  { code: Type.String({ minLength: 1, maxLength: 40 }) },
  { additionalProperties: false },
);

export const candidate = Type.Object(
  {
    caseId: Type.String(),
    registerNumber: Type.String(),
    category: named,
    ward: orNull(named),
    unit: orNull(named),
    receivedAt: instant,
    stage: orNull(localised),
    answered: Type.Boolean(),
    followers: Type.Integer(),
    reasons: orNull(reasons),
    text: orNull(Type.String()),
    address: orNull(Type.String()),
    photos: list(photo),
    mayMerge: Type.Boolean(),
  },
  { title: 'Candidate' },
);

export const together = Type.Object(
  {
    followers: Type.Integer(),
    main: orNull(Type.Object({ caseId: Type.String(), registerNumber: Type.String() })),
    merged: list(
      Type.Object({
        caseId: Type.String(),
        registerNumber: Type.String(),
        receivedAt: instant,
        title: orNull(Type.String()),
        maySplit: Type.Boolean(),
      }),
    ),
  },
  { title: 'Together' },
);

export const splitting = Type.Object(
  {
    reason: Type.String({ maxLength: 1000 }),
    submissionKey: Type.String({ minLength: 8, maxLength: 100 }),
  },
  { additionalProperties: false },
);
