// A failure kept as a scenario: the model and what happened, as files that `wardflow test` plays.
import type { Variables } from '#engine/core/values.ts';
import { type WrittenStep, writeScenarios } from '../write-scenario.ts';
import { startMessage, startSignal } from './event-xml.ts';
import type { Happening, Spot } from './happening.ts';
import { modelOf, processId, resources } from './model.ts';
import type { Found } from './simulate.ts';

export interface KeptFile {
  readonly name: string;
  readonly content: string;
}

/** @param title what should be so */
export function filesOf({ plan, happenings, failure }: Found, title: string): readonly KeptFile[] {
  const { xml, variables } = modelOf(plan);
  const files = resources.filter(({ path }) =>
    xml.includes(path === 'callee.bpmn' ? 'callActivity' : 'businessRuleTask'),
  );
  const expected = failure.expected === null ? [] : [{ expect: failure.expected }];
  const scenario = writeScenarios([
    {
      comment: [failure.message.split('\n')[0] ?? ''],
      title,
      model: 'model.bpmn',
      process: processId,
      resources: files.map(({ path }) => path),
      now: '2026-01-05T01:00:00Z',
      steps: [...happenings.map((one) => stepOf(one, variables)), ...expected],
    },
  ]);
  return [
    { name: 'model.bpmn', content: xml },
    { name: 'failing.scenario.yaml', content: scenario },
    ...files.map(({ path, content }) => ({ name: path, content })),
  ];
}

function stepOf(happening: Happening, variables: Variables): WrittenStep {
  switch (happening.what) {
    case 'start':
      return { start: { ...startKeys[happening.start], variables } };
    case 'complete':
      return { complete: { ...spotOf(happening.at), variables: happening.variables } };
    case 'fail':
      return { fail: { ...spotOf(happening.at), message: 'out of order', retries: happening.retries } };
    case 'error':
      return { error: { ...spotOf(happening.at), code: happening.code } };
    case 'escalation':
      return { escalation: { ...spotOf(happening.at), code: happening.code } };
    case 'message':
      return { message: { name: happening.name } };
    case 'signal':
      return { signal: { name: happening.name } };
    case 'set':
      return { set: { variables: happening.variables } };
    case 'advance':
      return { advance: new Date(happening.to ?? 0).toISOString() };
    case 'retry':
      return { retry: { element: happening.at.element } };
    case 'verb':
      return { task: { ...spotOf(happening.at), do: happening.verb, as: 'lan' } };
    case 'activate':
      return { activate: { element: happening.part, in: happening.at.element } };
    case 'finishAdHoc':
      return { finishAdHoc: { element: happening.at.element } };
    case 'cancel':
      return { cancel: null };
  }
}

const startKeys = {
  none: {},
  message: { message: startMessage },
  signal: { signal: startSignal },
  timer: { element: 'start' },
} as const;

function spotOf({ element, nth }: Spot) {
  return nth === 0 ? { element } : { element, nth };
}
