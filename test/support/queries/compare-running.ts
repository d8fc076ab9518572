/** What runs, and what units, people, procedures and calendars have of it. */

import type { SessionActor } from '#engine/runtime/application/accounts.ts';
import type { Application } from '#engine/runtime/application/index.ts';
import type { InstanceQuery } from '#engine/runtime/application/operations.ts';
import { type Asked, unlessForbidden } from './compare.ts';
import { may, mayAny } from './rules.ts';
import { elements, procedures, realOfficial } from './world.ts';

const service = 'citizen-feedback';

export async function compareInstances({ application, world, actor, same }: Asked): Promise<void> {
  const read = may(actor, 'read', 'Instance');
  const records = new Map(world.cases.map((record) => [record.id, record]));
  const seen = world.instances.filter(({ caseId }) => read({ ...records.get(caseId ?? ''), service }));
  const stuck = (id: string, element?: string) =>
    world.incidents.some(
      (one) => one.instanceId === id && one.open && (element === undefined || one.element === element),
    );
  const at = (id: string, element: string) =>
    stuck(id, element) || world.tasks.some((task) => task.instanceId === id && task.open && task.element === element);
  const queries: readonly InstanceQuery[] = [
    {},
    { service, states: ['completed', 'terminated'] },
    { incident: true },
    { service, element: elements[0] },
  ];
  for (const query of queries) {
    const { states = ['active', 'suspended'], incident, element } = query;
    const rows = seen.filter(
      ({ id, state }) =>
        (states as readonly string[]).includes(state) &&
        (incident !== true || stuck(id)) &&
        (element === undefined || at(id, element)),
    );
    const ids: string[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await application.operations.list(actor, { ...query, ...(cursor !== undefined && { cursor }) });
      same('operations.instances', page.total, rows.length);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    }
    same(
      'operations.instances',
      ids,
      rows
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
  }
}

export async function compareServices({ application, world, actor, at, same }: Asked): Promise<void> {
  const found = (await application.services.list(actor)).find(({ key }) => key === service);
  const allowed = mayAny(actor, 'design', 'Service');
  same('services.running', found !== undefined, allowed);
  if (found === undefined) return;
  const running = world.instances.filter(({ state }) => state === 'active' || state === 'suspended');
  same('services.running', found.liveCases, running.length);
  const live = await application.services.live(actor, service, found.version);
  const expected = elements.map((element) => {
    const open = world.tasks.filter((task) => task.open && task.element === element);
    return {
      element,
      waiting: open.length,
      late: open.filter(({ dueAt }) => dueAt !== null && dueAt < at.now).length,
      incidents: world.incidents.filter((one) => one.open && one.element === element).length,
    };
  });
  same(
    'services.standing',
    live.filter(({ element }) => element.startsWith('e-')).toSorted((a, b) => (a.element < b.element ? -1 : 1)),
    expected.toSorted((a, b) => (a.element < b.element ? -1 : 1)),
  );
}

/** What the administration counts; only who configures the city is told. */
export async function compareCity({ application, world, actor, same }: Asked): Promise<void> {
  const allowed = mayAny(actor, 'configure', 'City');
  const units = await unlessForbidden(() => application.organisation.units(actor));
  same('city.openCases', units !== undefined, allowed);
  for (const { code, openCases, openTasks } of units?.units ?? []) {
    same(
      'city.openCases',
      openCases,
      world.cases.filter(({ unit, state }) => unit === code && state === 'open').length,
    );
    same('city.openTasks', openTasks, world.tasks.filter(({ unit, open }) => unit === code && open).length);
  }
  const person = await unlessForbidden(() => application.people.one(actor, realOfficial));
  same('people.inHands', person !== undefined, allowed);
  const inHands = world.tasks.filter(
    ({ open, assignee, state }) =>
      open && assignee === realOfficial && (state === 'reserved' || state === 'inProgress'),
  );
  if (person !== undefined) same('people.inHands', person.losses.tasks, inHands.length);
  const list = await unlessForbidden(() => application.procedures.list(actor));
  same('dossiers.running', list !== undefined, allowed);
  const open = new Set(world.cases.filter(({ state }) => state === 'open').map(({ id }) => id));
  for (const { code, running } of list?.procedures ?? []) {
    if (!procedures.includes(code)) continue;
    const rows = world.dossiers.filter(({ caseId, procedureCode }) => procedureCode === code && open.has(caseId));
    same('dossiers.running', running.now + running.earlier, rows.length);
  }
  const calendars = await unlessForbidden(() => application.calendars.all(actor));
  same('calendars.openClocks', calendars !== undefined, allowed);
  for (const { code, openClocks } of calendars?.calendars ?? []) {
    const rows = world.clocks.filter(({ calendar, endedAt }) => calendar === code && endedAt === null);
    same('calendars.openClocks', openClocks, rows.length);
  }
}

/** How much those have to whom a task may be given, told where it is given. */
export async function compareCandidates({ application, world, actor, same }: Asked): Promise<void> {
  const assign = may(actor, 'assign', 'Task');
  const task = world.tasks.find((one) => one.open && one.caseId !== null && assign(one));
  const found = await unlessForbidden(() =>
    application.assignments.candidates(actor, task === undefined ? [] : [task.id]),
  );
  for (const { username, open } of found ?? [])
    same('load.inHand', open, world.tasks.filter((one) => one.open && one.assignee === username).length);
}

/** The badge beside the account's name, and the notices on its page. */
export async function compareNews({ world, actor, same }: Asked, accounts: Application['ownAccounts']): Promise<void> {
  const session = { id: '00000000-0000-7000-8000-000000000000', strength: 1, signedInAt: 0, agent: '', network: '' };
  const me = { ...actor, session } as unknown as SessionActor;
  const unread = world.notices.filter(({ accountId, seenAt }) => accountId === actor.accountId && seenAt === null);
  same('account.news', await accounts.news(me), unread.length);
}
