/**
 * The named queries: every number, badge, list, tile, export and public figure of the product is one of these. A name stands
 * for one condition over one set of rows, within what a right of the access rules gives; the number, the list that it opens,
 * the export of that list and the API's answer are all made of it. What counts, when and in which scope is said in words in
 * `portal/kit/texts/queries.ts`; `docs/figures.md` is both together. A test compares them with each other for random data
 * and every role (test/whole/queries.test.ts), others hold that no route lists or counts without a name.
 */
import type { AccessAction, AccessSubject } from '../access-rules.ts';

export interface NamedQuery {
  /** `both`: a number, and the rows that make it. */
  readonly tells: 'number' | 'list' | 'both';
  /** Whose rows: by a right that stands in the query, the asker's own, or what is public; `metrics`: sums without a person. */
  readonly within: readonly Within[];
  /** Operations of the API that answer it. */
  readonly api: readonly string[];
  /** Pages that show it, and its definition with it. */
  readonly pages: readonly string[];
  /** Files and papers made of the same rows. */
  readonly exports?: readonly string[];
  /** Names in `/metrics`. */
  readonly metrics?: readonly string[];
  /** Counted no further, or shown no further. */
  readonly most?: number;
}

export type Within = `${AccessAction} ${AccessSubject}` | 'own' | 'everybody' | 'metrics';

const worklist = (view: string) =>
  ({
    tells: 'both',
    within: ['read Task'],
    api: ['GET /api/v1/tasks'],
    pages: [`/office/${view}`],
    most: 99,
  }) as const satisfies NamedQuery;

/** A number of the load page, and the list that it opens. */
const load = {
  tells: 'both',
  within: ['assign Task'],
  api: ['GET /api/v1/load', 'GET /api/v1/tasks'],
  pages: ['/office/load'],
} as const satisfies NamedQuery;

const figures = {
  tells: 'both',
  within: ['read Figure'],
  api: ['GET /api/v1/services/{key}/figures'],
  pages: ['/office/figures', '/designer/:service/figures'],
  exports: ['CSV'],
} as const satisfies NamedQuery;

export const namedQueries = {
  'worklist.mine': worklist('mine'),
  'worklist.unclaimed': worklist('unclaimed'),
  'worklist.unit': worklist('unit'),
  'worklist.late': worklist('late'),
  'worklist.dueToday': worklist('dueToday'),
  'work.recent': {
    tells: 'list',
    within: ['own', 'read Task'],
    api: ['GET /api/v1/tasks/recent'],
    pages: ['/office/recent'],
    most: 30,
  },
  'load.open': load,
  'load.late': load,
  'load.dueToday': load,
  'load.inHand': {
    tells: 'number',
    within: ['assign Task'],
    api: ['GET /api/v1/tasks/candidates', 'POST /api/v1/city/handling/try'],
    pages: ['/office/tasks/:taskId'],
  },
  'deadlines.asked': {
    tells: 'list',
    within: ['decideExtension Case', 'decideExtension Dossier'],
    api: ['GET /api/v1/deadlines'],
    pages: ['/office/deadlines'],
    most: 100,
  },
  'deadlines.answeredFor': {
    tells: 'list',
    within: ['own'],
    api: ['GET /api/v1/deadlines'],
    pages: ['/office/deadlines'],
    most: 100,
  },
  'figures.done': figures,
  'figures.late': figures,
  'figures.spans': { ...figures, tells: 'number' },
  'figures.uncounted': { ...figures, tells: 'number', exports: [], most: 1_000 },
  'ratings.sums': {
    tells: 'number',
    within: ['read Figure'],
    api: ['GET /api/v1/figures/ratings'],
    pages: ['/office/figures'],
  },
  'ratings.comments': {
    tells: 'both',
    within: ['read Case'],
    api: ['GET /api/v1/figures/rating-comments'],
    pages: ['/office/figures'],
    most: 30,
  },
  'dossiers.register': {
    tells: 'list',
    within: ['read Dossier'],
    api: ['GET /api/v1/dossiers/register'],
    pages: ['/office/register'],
    exports: ['/documents/register', '/documents/register.csv'],
  },
  'publications.waiting': {
    tells: 'list',
    within: ['approvePublication Case', 'read Case'],
    api: ['GET /api/v1/publications/waiting'],
    pages: ['/office/publications'],
    most: 200,
  },
  'publications.public': {
    tells: 'list',
    within: ['redact Case', 'read Case'],
    api: ['GET /api/v1/publications'],
    pages: ['/office/publications'],
    most: 20,
  },
  'results.public': {
    tells: 'both',
    within: ['everybody'],
    api: ['GET /api/v1/results'],
    pages: ['/results', '/'],
    most: 1_000,
  },
  'reports.nearby': {
    tells: 'list',
    within: ['everybody'],
    api: ['POST /api/v1/intake/duplicates'],
    pages: ['/report'],
  },
  'duplicates.candidates': {
    tells: 'list',
    within: ['read Case'],
    api: ['GET /api/v1/tasks/{id}/duplicates'],
    pages: ['/office/tasks/:taskId'],
  },
  'duplicates.merged': {
    tells: 'list',
    within: ['read Case'],
    api: ['GET /api/v1/cases/{id}/together'],
    pages: ['/office/tasks/:taskId'],
    most: 100,
  },
  'duplicates.followers': {
    tells: 'number',
    within: ['read Case'],
    api: ['GET /api/v1/cases/{id}/together', 'GET /api/v1/tasks/{id}/duplicates'],
    pages: ['/office/tasks/:taskId'],
  },
  'account.news': {
    tells: 'both',
    within: ['own'],
    api: ['GET /api/v1/me', 'GET /api/v1/account'],
    pages: ['/office/account'],
  },
  'services.running': {
    tells: 'number',
    within: ['design Service'],
    api: ['GET /api/v1/services', 'GET /api/v1/services/{key}'],
    pages: ['/designer', '/designer/:service'],
  },
  'services.standing': {
    tells: 'number',
    within: ['design Service'],
    api: ['GET /api/v1/services/{key}/versions/{version}/live'],
    pages: ['/designer/:service'],
  },
  'operations.instances': {
    tells: 'both',
    within: ['read Instance'],
    api: ['GET /api/v1/operations/instances'],
    pages: ['/designer/operations'],
    most: 10_000,
  },
  'operations.batches': {
    tells: 'both',
    within: ['operate Instance'],
    api: [
      'GET /api/v1/operations/batches',
      'GET /api/v1/operations/batches/{id}',
      'GET /api/v1/operations/batches/{id}/items',
    ],
    pages: ['/designer/operations/batches'],
  },
  'city.openCases': {
    tells: 'number',
    within: ['configure City'],
    api: ['GET /api/v1/city/units', 'GET /api/v1/city/units/{code}', 'POST /api/v1/city/reorganisations/preview'],
    pages: ['/designer/city/units'],
  },
  'city.openTasks': {
    tells: 'number',
    within: ['configure City'],
    api: ['GET /api/v1/city/units', 'GET /api/v1/city/units/{code}', 'POST /api/v1/city/reorganisations/preview'],
    pages: ['/designer/city/units'],
  },
  'people.inHands': {
    tells: 'number',
    within: ['configure City'],
    api: ['GET /api/v1/city/people/{username}'],
    pages: ['/designer/city/people'],
  },
  'dossiers.running': {
    tells: 'number',
    within: ['configure City'],
    api: ['GET /api/v1/city/procedures', 'GET /api/v1/city/procedures/{code}'],
    pages: ['/designer/city/procedures'],
  },
  'calendars.openClocks': {
    tells: 'number',
    within: ['configure City'],
    api: ['GET /api/v1/city/calendars', 'POST /api/v1/city/calendars/preview'],
    pages: ['/designer/city/calendars'],
  },
  'installation.audit': {
    tells: 'number',
    within: ['read Installation', 'metrics'],
    api: ['GET /api/v1/installation'],
    pages: ['/designer/operations/state'],
    metrics: ['audit_unsealed', 'audit_sealed', 'audit_exported', 'audit_export_age_seconds'],
  },
  'installation.duties': {
    tells: 'list',
    within: ['read Installation', 'metrics'],
    api: ['GET /api/v1/installation'],
    pages: ['/designer/operations/state'],
    metrics: ['duty_age_seconds', 'duty_overdue_seconds', 'duty_faults', 'timer_lag_seconds'],
  },
  'installation.notices': {
    tells: 'number',
    within: ['metrics'],
    api: [],
    pages: [],
    metrics: ['outbox_backlog', 'notices_dead'],
  },
  'installation.incidents': {
    tells: 'number',
    within: ['metrics'],
    api: [],
    pages: [],
    metrics: ['incidents_open', 'replay_differences'],
    most: 1_000,
  },
} as const satisfies Readonly<Record<string, NamedQuery>>;

export type QueryName = keyof typeof namedQueries;

export const queryNames = Object.keys(namedQueries) as readonly QueryName[];
