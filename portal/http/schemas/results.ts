import { Type } from 'typebox';
import { instant, list, named, orNull, photo } from './common.ts';

const summary = {
  slug: Type.String(),
  registerNumber: Type.String(),
  title: Type.String(),
  category: named,
  ward: orNull(named),
  unit: named,
  receivedAt: instant,
  handledAt: instant,
  dueAt: orNull(instant),
  late: Type.Boolean(),
  rating: orNull(Type.Integer()),
  photo: orNull(photo),
};

export const resultPage = Type.Object(
  {
    items: list(Type.Object(summary)),
    next: orNull(Type.String()),
    total: Type.Integer(),
    more: Type.Boolean({ description: 'There are more than `total`.' }),
  },
  { title: 'ResultPage' },
);

export const publishedResult = Type.Object(
  {
    ...summary,
    text: Type.String(),
    answer: Type.String(),
    photos: list(photo),
    pairs: list(Type.Object({ before: Type.String(), after: Type.String() })),
    publishedAt: instant,
    correctedAt: orNull(instant),
    correction: orNull(Type.String()),
  },
  { title: 'PublishedResult' },
);
