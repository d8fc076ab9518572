import { notAbout, type Scope, scopeColumns } from '#engine/runtime/access.ts';
import { type Fragment, scopeSql } from '../sql.ts';

/** Where the columns that access rules for cases speak of stand, in a query with the register in it. */
export const caseColumns: Readonly<Record<string, string>> = {
  ...Object.fromEntries(scopeColumns.Case.map((name) => [name, `case_record.${name}`])),
  [notAbout]: 'case_record.id',
};

/** The case that a column names is within all of the scopes. */
export function ofCasesWithin(scopes: readonly Scope[], caseId: string): Fragment {
  const within = scopes.map((scope) => scopeSql(scope, caseColumns));
  const all = [`case_record.id = ${caseId}`, ...within.map(({ sql }) => sql)].join(' and ');
  return {
    sql: `exists (select 1 from case_record where ${all})`,
    params: within.flatMap(({ params }) => params),
  };
}
