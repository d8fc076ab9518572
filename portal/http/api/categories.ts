/** The tree of categories, kept by administrators. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { categoryChange, categoryTree, groupChange } from '../schemas/categories.ts';
import { answers } from '../schemas/common.ts';
import { uses } from '../schemas/organisation.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['city'];

export function registerCategories(api: Api, { application: { categories } }: Doors): void {
  const tree = { summary: 'The tree of categories', tags, response: answers(categoryTree) };
  api.get('/city/categories', { schema: tree }, async (request) => categories.tree(actorOf(request)));

  const params = Type.Object({ code: Type.String({ maxLength: 60 }) });
  const use = { summary: 'What hangs on a category', tags, params, response: answers(uses) };
  api.get('/city/categories/:code/use', { schema: use }, async (request) =>
    categories.use(actorOf(request), request.params.code),
  );

  const save = { summary: 'Make or change a category', tags, body: categoryChange, response: answers(categoryTree) };
  api.post('/city/categories', { schema: save }, async (request) => categories.save(actorOf(request), request.body));

  const group = { summary: 'Make or move a group', tags, body: groupChange, response: answers(categoryTree) };
  api.post('/city/category-groups', { schema: group }, async (request) =>
    categories.saveGroup(actorOf(request), request.body),
  );
}
