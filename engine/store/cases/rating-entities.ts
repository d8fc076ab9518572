/** What reporters say of the result (`migrations/0027-ratings.ts`) as MikroORM sees it. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, count, flag, id, instant, text } from '../columns.ts';

const CaseRating = defineEntity({
  name: 'CaseRating',
  tableName: 'case_rating',
  indexes: [
    { name: 'case_rating_case', properties: ['caseId', 'id'] },
    { name: 'case_rating_counted', properties: ['counted', 'id'] },
    { name: 'case_rating_unit', properties: ['unit', 'id'] },
  ],
  properties: {
    id: id().primary(),
    caseId: id(),
    at: instant(),
    month: code(),
    serviceVersionId: id(),
    unit: code(),
    category: code(),
    rating: count(),
    solved: flag(),
    reasons: text(),
    commentEntry: id().nullable(),
    counted: flag(),
  },
});

const RatingSum = defineEntity({
  name: 'RatingSum',
  tableName: 'rating_sum',
  properties: {
    month: code().primary(),
    unit: code().primary(),
    category: code().primary(),
    measure: code().primary(),
    times: count(),
  },
});

export const ratingEntities: readonly EntitySchema[] = [CaseRating, RatingSum];
