import { heldBy } from '#engine/cases/organisation/holdings.ts';
import type { History, HoldingView } from '../../application/history.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { namedOrNull } from '../names.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';

/** Who has held a case and how long, for whoever may read the case. */
export function holdings(context: Context): History['holdings'] {
  return async (actor, caseId) =>
    await context.store.transaction(async (tx) => {
      const scope = await scopeOf(context, tx, actor, { action: 'read', subject: 'Case' });
      if (!isUuid(caseId) || !(await tx.cases.records.allowed(scope, caseId))) throw refusal('NOT_FOUND');
      const record = await tx.cases.records.byId(caseId);
      if (record === undefined) throw refusal('NOT_FOUND');
      const held = heldBy(await tx.cases.holdings.ofCase(caseId), context.clock());
      const { city } = await context.cities.current(tx);
      const people = held.flatMap(({ row }) => [row.person, row.actor]);
      const usernames = [...new Set(people)].filter((name) => name !== '' && name !== 'citizen');
      const accounts = await tx.cases.accounts.byUsernames(usernames);
      const names = new Map(accounts.map(({ username, displayName }) => [username, displayName]));
      const nameOf = (name: string) => (name === '' || name === 'citizen' ? null : (names.get(name) ?? name));
      const notes = await context.vault.read(
        tx,
        caseId,
        held.flatMap(({ row }) => row.noteEntry ?? []),
      );
      return {
        receivedAt: record.receivedAt,
        closedAt: record.closedAt,
        ageMs: held.reduce((sum, { ms }) => sum + ms, 0),
        lines: held.map(
          ({ row, to, ms }): HoldingView => ({
            how: row.how,
            unit: namedOrNull(city.units, row.unit),
            person: nameOf(row.person),
            isReporter: row.person === 'citizen',
            fromUnit: row.how === 'returned' ? namedOrNull(city.units, row.fromUnit) : null,
            from: row.at,
            to,
            ms,
            by: nameOf(row.actor),
            note: notes.get(row.noteEntry ?? '') ?? null,
          }),
        ),
      };
    });
}
