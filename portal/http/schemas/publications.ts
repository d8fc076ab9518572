import { Type } from 'typebox';
import { instant, list, oneOf, orNull, photo, uuid } from './common.ts';

const text = Type.String({ maxLength: 6000 });
const texts = { title: text, text, answer: text };

export const publicTexts = Type.Object(texts, { additionalProperties: false });

const kinds = oneOf('phone', 'idNumber', 'taxCode', 'bankAccount', 'plate', 'email', 'name', 'address');
const findings = list(
  Type.Object(
    {
      kind: kinds,
      start: Type.Integer(),
      end: Type.Integer(),
      judged: Type.Boolean({ description: 'A person may decide that it stays.' }),
    },
    { title: 'PersonalFinding' },
  ),
);
export const foundInTexts = Type.Object({ title: findings, text: findings, answer: findings });

const pixels = Type.Integer({ minimum: 0, maximum: 10_000 });
const boxes = list(Type.Object({ x: pixels, y: pixels, width: pixels, height: pixels }));

export const covering = Type.Object({ boxes, before: orNull(uuid) }, { additionalProperties: false });

export const coveredPhoto = Type.Object(
  {
    source: photo,
    copy: orNull(Type.Object({ boxes, before: orNull(Type.String()), photo, madeBy: Type.String() })),
    chosen: Type.Boolean(),
    isPublic: Type.Boolean(),
  },
  { title: 'CoveredPhoto' },
);

const version = Type.Object(
  {
    number: Type.Integer(),
    state: oneOf('prepared', 'current', 'replaced', 'withdrawn', 'refused'),
    title: Type.String(),
    text: Type.String(),
    answer: Type.String(),
    photos: list(photo),
    publicNote: Type.String(),
    note: Type.String(),
    preparedBy: Type.String(),
    preparedAt: instant,
    decidedBy: Type.String(),
    decidedAt: orNull(instant),
    endedBy: Type.String(),
    endedAt: orNull(instant),
  },
  { title: 'PublicationVersion' },
);

const answered = Type.Object({ title: Type.String(), text: Type.String(), answer: Type.String() });

export const publicationDesk = Type.Object(
  {
    caseId: Type.String(),
    registerNumber: Type.String(),
    originals: answered,
    prepared: orNull(answered),
    photos: list(coveredPhoto),
    withoutPhotos: Type.Boolean(),
    slug: orNull(Type.String()),
    versions: list(version),
    may: Type.Object({ redact: Type.Boolean(), approve: Type.Boolean(), withdraw: Type.Boolean() }),
  },
  { title: 'PublicationDesk' },
);

const reason = Type.String({ maxLength: 1000 });

export const correction = Type.Object(
  {
    ...texts,
    kept: Type.Array(Type.String({ maxLength: 500 }), { maxItems: 200 }),
    photos: Type.Array(uuid, { maxItems: 50 }),
    reason,
    publicNote: reason,
  },
  { additionalProperties: false },
);

export const decision = Type.Object(
  { version: Type.Integer({ minimum: 1 }), approve: Type.Boolean(), reason },
  { additionalProperties: false },
);

export const withdrawal = Type.Object({ reason }, { additionalProperties: false });

export const publicResults = list(
  Type.Object(
    {
      caseId: Type.String(),
      registerNumber: Type.String(),
      title: Type.String(),
      publishedAt: instant,
      correctedAt: orNull(instant),
    },
    { title: 'PublicResult' },
  ),
);

export const waitingCorrections = list(
  Type.Object(
    {
      caseId: Type.String(),
      registerNumber: Type.String(),
      title: Type.String(),
      preparedBy: Type.String(),
      preparedAt: instant,
    },
    { title: 'WaitingCorrection' },
  ),
);
