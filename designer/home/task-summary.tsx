/** What is set now in one part of a service, in a line. */
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { publishingSteps } from '../settings/uses.ts';
import { isOfficials, workOf } from '../steps/work-of.ts';
import { nameOf } from '../words.ts';
import type { Task, TaskKind } from './tasks.ts';
import type { Facts } from './use-facts.ts';
import { useTaskWords } from './use-task-words.ts';

interface Props {
  readonly task: Task;
  readonly tasks: readonly Task[];
  readonly detail: ServiceDetail;
  readonly facts: Facts;
}

export function TaskSummary(props: Props) {
  const t = useTaskWords();
  const language = useLanguage();
  const lines = linesOf[props.task.kind](props, { t, language }).filter((line) => line !== '');
  return <p className="wf-muted">{lines.join(' · ')}</p>;
}

interface Speech {
  readonly t: ReturnType<typeof useTaskWords>;
  readonly language: 'vi' | 'en';
}

const linesOf: Readonly<Record<TaskKind, (props: Props, speech: Speech) => readonly string[]>> = {
  about: ({ facts: { pack } }, { t }) =>
    pack === undefined
      ? []
      : [
          t(pack.publicIntake === true ? 'aboutOpen' : 'aboutClosed'),
          t('aboutStages', { stages: pack.stages.length, outcomes: pack.outcomes.length }),
        ],
  forms: ({ detail, facts }, { t }) => {
    const forms = detail.resources.filter(({ kind }) => kind === 'form');
    const start = forms.find(({ path }) => path.endsWith(`/${facts.pack?.startForm}.form.json`));
    return [
      facts.questions === undefined ? '' : t('formsSummary', { forms: forms.length, questions: facts.questions }),
      start === undefined ? '' : t('startsWith', { form: start.title }),
    ];
  },
  process: ({ detail, facts: { steps } }, { t }) => {
    const decisions = detail.resources.filter(({ kind }) => kind === 'decision').length;
    const work = steps.filter(({ kind }) => kind !== 'startEvent' && kind !== 'boundaryEvent');
    const timers = steps.filter(({ timer }) => timer !== null);
    return [
      t('processSummary', { steps: work.length, timers: timers.length }),
      decisions === 0 ? '' : t('decisionsSummary', { count: decisions }),
    ];
  },
  who: ({ detail, facts: { program } }, { t, language }) => {
    const work = program === undefined ? [] : workOf(program);
    const own = work.filter(isOfficials);
    const codes = new Set(own.map(({ role }) => role).filter((role) => role !== '' && !role.startsWith('=')));
    const roles = [...codes].map((code) => nameOf(code, detail.choices.roles, language)).join(', ');
    if (work.length === 0) return [t('whoNone')];
    const citizens = work.length - own.length;
    return [t('whoSummary', { count: own.length, roles }), citizens === 0 ? '' : t('whoCitizen', { count: citizens })];
  },
  deadlines: ({ facts: { program } }, { t }) => {
    const own = program === undefined ? [] : workOf(program).filter(isOfficials);
    return [t('deadlinesSummary', { count: own.filter(({ deadline }) => deadline !== null).length, all: own.length })];
  },
  messages: ({ detail }, { t }) => [t('messagesSummary', { count: detail.choices.messages.length })],
  publication: ({ facts: { program } }, { t, language }) => {
    const [step] = program === undefined ? [] : publishingSteps([program]);
    return [step === undefined ? t('publicationNone') : t('publicationAt', { step: step.name[language] })];
  },
  scenarios: ({ detail }, { t }) => [
    t('scenariosSummary', { count: detail.resources.filter(({ kind }) => kind === 'scenario').length }),
  ],
  check: ({ tasks }, { t }) => [blockedWords(tasks, t) ?? t('checkClear')],
};

/** `Còn phải sửa: Biểu mẫu (1), Quy trình (2)`; null where nothing stands against publishing. */
function blockedWords(tasks: readonly Task[], t: Speech['t']): string | null {
  const blocking = tasks.filter(({ kind, state }) => kind !== 'check' && state === 'blocks');
  if (blocking.length === 0) return null;
  const parts = blocking.map(({ kind, blocking: count }) => t('part', { part: t(kind), count })).join(', ');
  return t('checkBlocked', { parts });
}
