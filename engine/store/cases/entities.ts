import type { EntitySchema } from '@mikro-orm/sql';

/** The entities around cases; `engine/store/columns.ts` holds the column types. */
export const caseEntities: readonly EntitySchema[] = [];
