import { Type } from 'typebox';
import {
  anyRecord,
  clock,
  form,
  instant,
  list,
  localised,
  named,
  oneOf,
  orNull,
  photo,
  point,
  stage,
} from './common.ts';
import { reporterRelay } from './relay.ts';

export const intake = Type.Object(
  {
    service: Type.String(),
    name: localised,
    description: localised,
    form,
    categories: list(
      Type.Object({
        code: Type.String(),
        name: localised,
        group: named,
        path: list(named),
        keywords: list(Type.String()),
        synonyms: list(Type.String()),
        asksMore: Type.Boolean({ description: 'The form asks more once it is chosen: ask with `category`.' }),
        confidential: Type.Boolean({ description: 'Who handles it does not learn who reported.' }),
        stops: list(
          Type.Object(
            { field: orNull(Type.String()), answer: orNull(Type.String()), call: Type.String(), text: localised },
            { description: 'Danger: who answers so is told at once whom to call.' },
          ),
        ),
        keepOriginals: Type.Boolean({
          description: 'Photos are kept as they are sent, sealed: send them as they are.',
        }),
        radiusMetres: Type.Integer({ description: 'Photos taken farther apart are of two matters.' }),
      }),
    ),
    limits: Type.Object({ photosMax: Type.Integer(), photoBytesMax: Type.Integer() }),
  },
  { title: 'Intake' },
);

export const previewQuestion = Type.Object(
  { point, category: Type.Optional(Type.String({ maxLength: 100 })) },
  { additionalProperties: false },
);

/** Free text of a person: in the body, so that it stands in no address and no log. */
export const typedText = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 3000 }) },
  { additionalProperties: false },
);

export const foundPlaces = list(Type.Object({ label: Type.String(), ward: named, point }, { title: 'FoundPlace' }));

export const suggestions = list(named);

export const placePreview = Type.Object({
  ward: orNull(named),
  metres: Type.Integer(),
  unit: orNull(named),
  dueAt: orNull(instant),
});

/** Key of a service that takes cases from citizens. */
export const serviceKey = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,99}$' });

export const reportSubmission = Type.Object({
  values: anyRecord,
  submissionKey: Type.String({ minLength: 8, maxLength: 100 }),
  language: Type.Optional(oneOf('vi', 'en')),
  service: Type.Optional(serviceKey),
});

export const reporterAnswer = Type.Object({
  secret: Type.String({ minLength: 1, maxLength: 20 }),
  values: anyRecord,
  submissionKey: Type.String({ minLength: 8, maxLength: 100 }),
});

export const receipt = Type.Object(
  {
    registerNumber: Type.String(),
    trackingCode: Type.String(),
    pin: orNull(Type.String()),
    receivedAt: instant,
    dueAt: orNull(instant),
    ward: orNull(named),
    unit: orNull(named),
    stages: list(stage),
    photoPlace: Type.Optional(
      Type.Unsafe<'used' | 'missing' | 'apart' | 'outside'>({
        type: 'string',
        enum: ['used', 'missing', 'apart', 'outside'],
        description: 'What became of the place in the photos, where `values` has `"photo.facts": true` and no place.',
      }),
    ),
  },
  { title: 'Receipt' },
);

const progress = {
  registerNumber: Type.String(),
  category: named,
  ward: orNull(named),
  unit: orNull(named),
  receivedAt: instant,
  clock,
  promise: Type.Object({
    firstDueAt: orNull(instant),
    moves: list(
      Type.Object({
        kind: oneOf('paused', 'resumed', 'extended', 'renewed', 'moved'),
        at: instant,
        reason: orNull(localised),
        dueAt: orNull(instant),
      }),
    ),
  }),
  stages: list(stage),
  outcome: orNull(localised),
  resultSlug: orNull(Type.String()),
};

/** Of somebody else's case: what everybody may know. */
const shared = {
  main: orNull(Type.Object(progress, { title: 'MainProgress' })),
  messagesWaiting: Type.Integer({ description: 'Messages of the office that are not answered.' }),
  reader: oneOf('reporter', 'follower'),
  mayStop: Type.Boolean({ description: 'Notices about somebody else’s case come, and can be ended.' }),
};

export const publicProgress = Type.Object({ ...progress, ...shared }, { title: 'PublicProgress' });

export const fullProgress = Type.Object(
  {
    ...progress,
    ...shared,
    text: Type.String(),
    address: orNull(Type.String()),
    point: orNull(point),
    photos: list(photo),
    answer: orNull(Type.String()),
    rejectionReason: orNull(Type.String()),
    relay: reporterRelay,
    dossier: orNull(Type.Object({ desk: named, support: named, missing: list(named) }, { title: 'DossierProgress' })),
    tasks: list(
      Type.Object({
        taskId: Type.String(),
        element: Type.String(),
        name: localised,
        form,
        dueAt: orNull(instant),
      }),
    ),
  },
  { title: 'FullProgress' },
);
