/** The texts of the operations room, a file for each subject; no key stands in two of them. */
import type { Catalogue } from '../text.ts';
import { operationsBatchTexts as batches } from './operations/batches.ts';
import { operationsCaseTexts as one } from './operations/case.ts';
import { operationsDeedTexts as deeds } from './operations/deeds.ts';
import { operationsListTexts as list } from './operations/list.ts';
import { operationsMigrationTexts as migration } from './operations/migration.ts';

export const operationsParts = [list, deeds, one, batches, migration] as const;

type Part = (typeof operationsParts)[number];
/** Every key of every part. */
export type OperationsTextKey = Part extends infer P ? (P extends Catalogue<infer K> ? K : never) : never;

export const operationsTexts: Catalogue<OperationsTextKey> = {
  vi: { ...list.vi, ...deeds.vi, ...one.vi, ...batches.vi, ...migration.vi },
  en: { ...list.en, ...deeds.en, ...one.en, ...batches.en, ...migration.en },
};
