/** The parts of a service as a list of things to settle. */
import { Link } from 'react-router';
import type { Problem, ResourceSummary, ServiceDetail } from '#engine/runtime/application/services.ts';
import { download } from '#portal/kit/react/download.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useResource } from '../queries.ts';
import { useText } from '../use-text.ts';
import type { Step } from './steps.ts';
import { editPath, isSettled, type Thing, thingsOf } from './things.ts';

export function ThingList({
  detail,
  problems,
  steps,
}: {
  readonly detail: ServiceDetail;
  readonly problems: readonly Problem[];
  readonly steps: readonly Step[];
}) {
  const t = useText();
  return (
    <ul className="wf-card things" aria-label={t('things')}>
      {thingsOf(detail.resources, problems).map((thing) => (
        <ThingRow key={thing.kind} thing={thing} detail={detail} steps={steps} />
      ))}
    </ul>
  );
}

function ThingRow({
  thing,
  detail,
  steps,
}: {
  readonly thing: Thing;
  readonly detail: ServiceDetail;
  readonly steps: readonly Step[];
}) {
  const t = useText();
  const language = useLanguage();
  const settled = isSettled(thing);
  const [only] = thing.resources;
  const path = only === undefined || thing.resources.length > 1 ? null : editPath(only);
  return (
    <li className="thing">
      <span className={settled ? 'mark done' : 'mark open'} role="img" aria-label={t(settled ? 'settled' : 'toMend')}>
        {settled ? '✓' : '!'}
      </span>
      <div>
        <h3>{t(thing.kind)}</h3>
        <Summary thing={thing} detail={detail} steps={steps} />
        {thing.problems.slice(0, 3).map((problem) => (
          <p key={`${problem.path}${problem.element}${problem.code}`} className={problem.severity}>
            {problem.message[language]} <Where problem={problem} detail={detail} />
          </p>
        ))}
        {thing.resources.length > 1 && <Links resources={thing.resources} problems={thing.problems} />}
      </div>
      <div className={thing.kind === 'process' ? 'thing-actions below' : 'thing-actions'}>
        {path !== null && (
          <Link to={path} aria-label={`${t('edit')}: ${t(thing.kind)}`}>
            {t('edit')}
          </Link>
        )}
        {thing.kind === 'process' && <Link to="import">{t('importFile')}</Link>}
        {thing.kind === 'process' && only !== undefined && <Download detail={detail} path={only.path} />}
      </div>
    </li>
  );
}

/** The file as it stands: of the draft, or of the version in use where there is none. */
function Download({ detail, path }: { readonly detail: ServiceDetail; readonly path: string }) {
  const t = useText();
  const shown = useResource(detail.key, detail.draft === null ? detail.version : 0, path);
  const content = shown.data?.content;
  if (content === undefined) return null;
  return (
    <button type="button" className="as-link" onClick={() => download(path, content)}>
      {t('download')}
    </button>
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

function Links({
  resources,
  problems,
}: {
  readonly resources: readonly ResourceSummary[];
  readonly problems: readonly Problem[];
}) {
  return (
    <ul className="links">
      {resources.map((resource) => {
        const wrong = problems.some(({ path, severity }) => path === resource.path && severity === 'error');
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

function Summary({
  thing,
  detail,
  steps,
}: {
  readonly thing: Thing;
  readonly detail: ServiceDetail;
  readonly steps: readonly Step[];
}) {
  const t = useText();
  const count = thing.resources.length;
  const lines: readonly string[] = {
    process: () => [
      t('processSummary', {
        steps: steps.filter(({ kind }) => kind !== 'startEvent' && kind !== 'boundaryEvent').length,
        timers: steps.filter(({ timer }) => timer !== null).length,
      }),
      t('peopleSummary', {
        tasks: steps.filter(({ who }) => who !== null).length,
        roles: new Set(steps.flatMap(({ who }) => (who?.role?.kind === 'literal' ? [who.role.value] : []))).size,
      }),
      t('deadlinesSummary', { count: steps.filter(({ deadline }) => deadline !== null).length }),
    ],
    forms: () => [t('formsSummary', { count })],
    decisions: () => [t('decisionsSummary', { count })],
    messages: () => [t('messagesSummary', { count: detail.choices.messages.length })],
    settings: () => [],
  }[thing.kind]();
  return <p className="wf-muted">{lines.join(' · ')}</p>;
}
