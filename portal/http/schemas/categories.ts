/** Shapes of the categories; each mirrors a type of `engine/runtime/application/categories.ts`. */
import { Type } from 'typebox';
import { form, list, localised, named, oneOf, orNull } from './common.ts';
import { note, revision } from './organisation.ts';

const strict = { additionalProperties: false };
const code = Type.String({ minLength: 1, maxLength: 60 });
const words = list(Type.String({ maxLength: 200 }));

const group = Type.Object({ code, name: localised, parent: orNull(code) }, { title: 'CategoryGroup' });

const stop = Type.Object(
  {
    question: orNull(Type.String({ maxLength: 100 })),
    answer: orNull(Type.String({ maxLength: 200 })),
    call: Type.String({ maxLength: 12 }),
    text: localised,
  },
  strict,
);

const category = Type.Object(
  {
    code,
    name: localised,
    group: code,
    cityUnit: code,
    wardPart: code,
    competence: oneOf('city', 'commune'),
    slaClass: code,
    canBeUrgent: Type.Boolean(),
    confidential: Type.Boolean(),
    anonymous: Type.Boolean({ description: 'Whether one may report without leaving a contact.' }),
    aboutUnit: Type.Boolean({ description: 'Whether one is asked of which unit one complains.' }),
    publication: oneOf('usual', 'withoutPhotos', 'never'),
    needsEvidence: Type.Boolean({ description: 'No result without a photo of it.' }),
    keepOriginals: Type.Boolean({ description: 'Photos and videos are kept as they were sent, sealed.' }),
    keywords: words,
    synonyms: words,
    questions: orNull(form),
    stops: list(stop),
    active: Type.Boolean({ description: 'Whether a new report can choose it.' }),
  },
  { title: 'Category', ...strict },
);

export const categoryTree = Type.Object(
  {
    revision: Type.Integer(),
    groups: list(group),
    categories: list(category),
    units: list(named),
    wardParts: list(Type.String()),
    slaClasses: list(named),
  },
  { title: 'CategoryTree' },
);

export const categoryChange = Type.Object(
  {
    category,
    create: Type.Boolean(),
    confirmed: Type.Boolean({ description: 'Close it although rules hang on it.' }),
    revision,
    note,
  },
  strict,
);

export const groupChange = Type.Object({ group, create: Type.Boolean(), revision, note }, strict);
