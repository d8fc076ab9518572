/** A service as `/designer/new` writes it, and what the checks before publishing say of it in the demo city. */
import { readdirSync, readFileSync } from 'node:fs';
import { withDrawing } from '#engine/bpmn/interchange/layout.ts';
import type { ResourceText } from '#engine/bpmn/load-program.ts';
import { serviceOfSteps } from '#engine/bpmn/new-service/service-of-steps.ts';
import { type StepList, unitOfCase } from '#engine/bpmn/new-service/step-list.ts';
import type { Problem } from '#engine/bpmn/problems.ts';
import { soundnessProblems } from '#engine/bpmn/soundness-problems.ts';
import { workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import { routingGrid } from '#engine/cases/routing/routing-grid.ts';
import { endingStages } from '#engine/cases/service-pack.ts';
import { checkService } from '#engine/checks/check-service.ts';
import { type CityFacts, postKey } from '#engine/checks/city-facts.ts';
import { playScenarios } from '#engine/checks/play-scenarios.ts';
import { readService } from '#engine/checks/service.ts';
import { tellingOf } from '#engine/checks/telling.ts';
import { demoCity } from '#test/data/demo-city.ts';

const limit = { amount: 3, unit: 'days', calendar: 'hanh-chinh' } as const;
const step = { limit, mayReturn: false, mayRefuse: false, tells: false };

/** “Noise at night” of three steps: receive, look on site, approve. */
export const noiseAtNight: StepList = {
  key: 'noise-at-night',
  name: { vi: 'Tiếng ồn ban đêm', en: 'Noise at night' },
  publicIntake: true,
  promise: limit,
  steps: [
    { ...step, name: { vi: 'Tiếp nhận', en: 'Receive' }, role: 'ioc_operator', unit: 'IOC', mayRefuse: true },
    { ...step, name: { vi: 'Kiểm tra', en: 'Look on site' }, role: 'officer', unit: unitOfCase, tells: true },
    { ...step, name: { vi: 'Duyệt', en: 'Approve' }, role: 'unit_head', unit: unitOfCase, mayReturn: true },
  ],
};

/** Whoever looks on site is the clerk of the ward's one-stop desk: one person in each ward of the demo city. */
export const noiseByClerks: StepList = {
  ...noiseAtNight,
  steps: noiseAtNight.steps.map((one) => (one.role === 'officer' ? { ...one, role: 'one_stop_clerk' } : one)),
};
/** The only clerk of the ward Hòn Én. */
export const clerkOfHonEn = 'honen.motcua';

/** Two ways of a choice that a join waits for both of: no case gets past it. */
export const joinPlanted: readonly Change[] = [
  {
    path: 'noise-at-night.bpmn',
    from: 'sourceRef="duyet-decision" targetRef="tellDone"',
    to: 'sourceRef="duyet-decision" targetRef="split"',
  },
  {
    path: 'noise-at-night.bpmn',
    from: '<bpmn:endEvent id="done"',
    to: `<bpmn:exclusiveGateway id="split" name="Đường nào?" wardflow:nameEn="Which way?" default="f_a" />
    <bpmn:parallelGateway id="join" name="Gộp" wardflow:nameEn="Together" />
    <bpmn:sequenceFlow id="f_a" sourceRef="split" targetRef="join" />
    <bpmn:sequenceFlow id="f_b" sourceRef="split" targetRef="join"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">decision = "other"</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f_c" sourceRef="join" targetRef="tellDone" />
    <bpmn:endEvent id="done"`,
  },
];
export const textPlanted: readonly Change[] = [
  { path: 'forms/report.form.json', from: '"Nội dung": "What it is about",', to: '' },
];

/** A change to one file, as an administrator might make it: every place where a text stands gets another. */
export interface Change {
  readonly path: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** @throws Error where a change changes nothing */
export function changedService(list: StepList, changes: readonly Change[]): readonly ResourceText[] {
  const files: Record<string, string> = { ...serviceOfSteps(list).files };
  for (const { path, from, to } of changes) {
    const before = files[path] ?? '';
    files[path] = before.replaceAll(from instanceof RegExp ? new RegExp(from.source, 'g') : from, to);
    if (files[path] === before) throw new Error(`${path} has no ${from}`);
  }
  const process = `${list.key}.bpmn`;
  // What was put in has a place on the drawing as well.
  const text = (files[process] ?? '').replace(/<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, '');
  files[process] = withDrawing(text).xml;
  return Object.entries(files).map(([path, content]) => ({ path, content }));
}

export function shippedFiles(key: string): readonly ResourceText[] {
  const folder = new URL(`../../workflows/${key}/`, import.meta.url);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths
    .filter((path) => /\.(bpmn|dmn|json|yaml)$/.test(path))
    .map((path) => ({ path, content: readFileSync(new URL(path, folder), 'utf8') }));
}

/** Posts of the demo city's accounts; `without`: of these wards nobody has any. */
export function demoPosts(without: readonly string[] = []): ReadonlySet<string> {
  const text = readFileSync(new URL('../../workflows/demo-city/accounts.json', import.meta.url), 'utf8');
  const { accounts } = JSON.parse(text) as {
    readonly accounts: readonly { readonly posts: readonly { readonly unit: string; readonly role: string }[] }[];
  };
  const posts = accounts.flatMap(({ posts: own }) => own);
  const kept = posts.filter(({ unit }) => !without.includes(demoCity().units.get(unit)?.ward ?? ''));
  return new Set(kept.map(({ unit, role }) => postKey(unit, role)));
}

const now = Date.parse('2026-11-23T08:00:00+07:00');

/** Rules, soundness and scenarios together, as the server puts them. */
export async function checked(
  files: readonly ResourceText[],
  held: CityFacts['held'] = demoPosts(),
): Promise<readonly Problem[]> {
  const city = demoCity();
  const workingTime = workingTimeOf(city);
  const { timeZone } = city.province;
  const service = await readService(files, {});
  const { decisions } = service.loaded;
  const routed = routingGrid({ city, decisions, env: { now, timeZone, workingTime } });
  const budget = { statesMax: 2_000, statesInEveryOrderMax: 500 };
  const sound = soundnessProblems(service.loaded, budget, endingStages(service.pack), tellingOf(service));
  const bounds = { isOver: () => false, pause: async () => undefined };
  return [
    ...service.loaded.problems,
    ...sound.flatMap(({ info, problem }) => (info ? [] : problem)),
    ...checkService(service, { city, day: '2026-11-23', held, routed }),
    ...(await playScenarios(service, { timeZone, workingTime }, bounds)),
  ];
}
