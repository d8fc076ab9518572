/** The list of what is to be settled, with where each stands, what is set now and the way to it. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Problem, ServiceDetail } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';
import { ProcessFile } from './process-file.tsx';
import { TaskSummary } from './task-summary.tsx';
import { type Task, type ToDo, taskPaths } from './tasks.ts';
import { editPath } from './things.ts';
import type { Facts } from './use-facts.ts';
import { useTaskWords } from './use-task-words.ts';

interface Props {
  readonly detail: ServiceDetail;
  readonly tasks: readonly Task[];
  readonly facts: Facts;
}

export function TaskList({ detail, tasks, facts }: Props) {
  const t = useTaskWords();
  return (
    <ol className="wf-card things" aria-label={t('list')}>
      {tasks.map((task, index) => (
        <li key={task.kind} className="thing">
          <span className="thing-number" aria-hidden="true">
            {index + 1}
          </span>
          <div>
            <h3>{t(task.kind)}</h3>
            <State task={task} />
            <TaskSummary task={task} tasks={tasks} detail={detail} facts={facts} />
            {task.toDo.map((toDo) => (
              <ToDoLine key={toDo.kind} toDo={toDo} />
            ))}
            <Problems problems={task.problems} detail={detail} />
            <Parts task={task} detail={detail} />
          </div>
          <Way task={task} detail={detail} />
        </li>
      ))}
    </ol>
  );
}

/** Word, shape and colour say the same. */
function State({ task: { state, blocking } }: { readonly task: Task }) {
  const t = useTaskWords();
  const tone = ({ settled: 'ok', open: 'risk', blocks: 'late' } as const)[state];
  return <span className={`wf-chip ${tone}`}>{t(state, { count: blocking })}</span>;
}

const stepsShown = 3;

function ToDoLine({ toDo }: { readonly toDo: ToDo }) {
  const t = useTaskWords();
  const language = useLanguage();
  if (toDo.kind === 'noScenario') return <p className="warning">{t('noScenario')}</p>;
  const names = toDo.steps
    .slice(0, stepsShown)
    .map(({ name }) => `“${name[language]}”`)
    .join(', ');
  const rest = toDo.steps.length - stepsShown;
  return <p className="warning">{t(toDo.kind, { steps: rest > 0 ? t('andMore', { names, count: rest }) : names })}</p>;
}

const problemsShown = 3;

function Problems({ problems, detail }: { readonly problems: readonly Problem[]; readonly detail: ServiceDetail }) {
  const t = useTaskWords();
  const language = useLanguage();
  const pressing = problems.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  return (
    <>
      {pressing.slice(0, problemsShown).map((problem) => (
        <p key={`${problem.path}${problem.element}${problem.code}`} className={problem.severity}>
          {problem.message[language]} <Where problem={problem} detail={detail} />
        </p>
      ))}
      {problems.length > problemsShown && (
        <p className="wf-muted">{t('moreProblems', { count: problems.length - problemsShown })}</p>
      )}
    </>
  );
}

/** Leads to the element that a problem stands at. */
function Where({ problem, detail }: { readonly problem: Problem; readonly detail: ServiceDetail }) {
  const t = useText();
  const resource = detail.resources.find(({ path }) => path === problem.path);
  const path = resource === undefined ? null : editPath(resource);
  if (path === null || problem.element === null) return null;
  return <Link to={`${path}?${new URLSearchParams({ at: problem.element })}`}>{t('goThere')}</Link>;
}

/** Forms, and the tables of decisions that belong to the process; those that must be mended stand out. */
function Parts({ task, detail }: { readonly task: Task; readonly detail: ServiceDetail }) {
  const kind = ({ forms: 'form', process: 'decision' } as const)[task.kind as 'forms' | 'process'];
  const parts = detail.resources.filter((resource) => kind !== undefined && resource.kind === kind);
  if (parts.length === 0) return null;
  return (
    <ul className="links">
      {parts.map((resource) => {
        const wrong = task.problems.some(({ path, severity }) => path === resource.path && severity === 'error');
        return (
          <li key={resource.path}>
            <Link to={editPath(resource) ?? '.'} className={wrong ? 'wrong' : undefined}>
              {wrong ? `! ${resource.title}` : resource.title}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function Way({ task, detail }: { readonly task: Task; readonly detail: ServiceDetail }): ReactNode {
  const t = useTaskWords();
  const text = useText();
  const forms = detail.resources.filter(({ kind }) => kind === 'form');
  const [form] = forms;
  // Several forms are opened by their names.
  if (task.kind === 'forms' && (form === undefined || forms.length > 1)) return <span />;
  const path = task.kind === 'forms' && form !== undefined ? editPath(form) : taskPaths[task.kind];
  return (
    <div className={task.kind === 'process' ? 'thing-actions below' : 'thing-actions'}>
      <Link to={path ?? '.'} aria-label={t('goTo', { what: t(task.kind) })}>
        {t('go')}
      </Link>
      {task.kind === 'process' && <Link to="import">{text('importFile')}</Link>}
      {task.kind === 'process' && <ProcessFile detail={detail} />}
    </div>
  );
}
