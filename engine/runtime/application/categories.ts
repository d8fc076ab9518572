import type { Category, Stop } from '#engine/cases/categories/category-tree.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { Actor, Named } from './common.ts';
import type { Uses } from './organisation.ts';

/** The categories of reports as those who keep them see and change them. */
export interface Categories {
  /** @throws Refusal 403 without the right to configure routing */
  tree(actor: Actor): Promise<CategoryTree>;
  /** What hangs on a category. @throws Refusal 403, 404 */
  use(actor: Actor, code: string): Promise<Uses>;
  /**
   * Makes a category, or changes one.
   * @throws Refusal 403, 404, 422 by field; 409 `CITY_CHANGED`, `CATEGORY_EXISTS`; `CATEGORY_WITHOUT_ROUTE` where it would
   *   be open without a unit; `CATEGORY_IN_USE` where it would be closed and nobody has confirmed what hangs on it
   */
  save(actor: Actor, change: CategoryChange): Promise<CategoryTree>;
  /** Makes a group, moves or renames one. @throws Refusal as {@link save}; a circle is a 422 with the way round */
  saveGroup(actor: Actor, change: GroupChange): Promise<CategoryTree>;
}

export interface CategoryTree {
  readonly revision: number;
  readonly groups: readonly GroupView[];
  readonly categories: readonly CategoryView[];
  /** What may be chosen. */
  readonly units: readonly Named[];
  readonly wardParts: readonly string[];
  readonly slaClasses: readonly Named[];
}

export interface GroupView extends Named {
  readonly parent: string | null;
}

export interface CategoryView extends Omit<Category, 'questions'> {
  readonly questions: FormDefinition | null;
}

export type CategoryInput = Omit<CategoryView, 'stops'> & { readonly stops: readonly Stop[] };

export interface CategoryChange {
  readonly category: CategoryInput;
  readonly create: boolean;
  /** Closing it although something hangs on it. */
  readonly confirmed: boolean;
  readonly revision: number;
  readonly note: string;
}

export interface GroupChange {
  readonly group: GroupView;
  readonly create: boolean;
  readonly revision: number;
  readonly note: string;
}
