/** What is wrong, where, and what to do; a click goes there. */
import type { Finding } from '#engine/core/soundness/finding.ts';
import type { Problem } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';
import { together } from './together.ts';

/** A problem with the way on the diagram that shows it; `info`: worth knowing rather than mending. */
export interface ShownProblem extends Problem {
  readonly info?: boolean;
  readonly way?: readonly string[];
  readonly finding?: Finding;
}

export interface ProblemListProps {
  readonly problems: readonly ShownProblem[];
  readonly nameOf: (element: string) => string;
  readonly onChosen: (problem: ShownProblem) => void;
  /** The problem whose way is shown, and how another is. */
  readonly shown?: ShownProblem | null;
  readonly onWay?: (problem: ShownProblem | null) => void;
  /** Takes the way that is shown away as a file. */
  readonly onKeep?: (problem: ShownProblem) => void;
}

export function ProblemList({ problems, ...rest }: ProblemListProps) {
  const t = useText();
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const infos = problems.filter(({ info }) => info).length;
  const warnings = problems.length - errors - infos;
  return (
    <section className="problems" aria-label={t('problems')}>
      <p role="status">
        {problems.length === infos && <span className="wf-chip ok">{t('noProblems')}</span>}
        {errors > 0 && <span className="wf-chip late">{t('problemsCount', { count: errors })}</span>}{' '}
        {warnings > 0 && <span className="wf-chip risk">{t('warningsCount', { count: warnings })}</span>}
      </p>
      {problems.length > 0 && (
        <ul>
          {together(problems).map(({ problem, follows }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same problem may stand twice at one element
            <Row key={`${problem.code}-${problem.element}-${index}`} problem={problem} follows={follows} {...rest} />
          ))}
        </ul>
      )}
    </section>
  );
}

type RowProps = Omit<ProblemListProps, 'problems'> & { readonly problem: ShownProblem; readonly follows: boolean };

function Row({ problem, follows, nameOf, onChosen, shown = null, onWay, onKeep }: RowProps) {
  const t = useText();
  const language = useLanguage();
  const isShown = shown === problem;
  return (
    <li className={`${problem.info ? 'info' : problem.severity}${follows ? ' follows' : ''}`}>
      <button type="button" className="problem" onClick={() => onChosen(problem)}>
        {problem.element !== null && !follows && <strong>{nameOf(problem.element)}</strong>} {problem.message[language]}
        {problem.rule !== undefined && <small> {problem.rule}</small>}
      </button>
      {onWay !== undefined && (problem.way?.length ?? 0) > 0 && (
        <button
          type="button"
          className="way as-link"
          aria-pressed={isShown}
          onClick={() => onWay(isShown ? null : problem)}
        >
          {t(isShown ? 'hideWay' : 'showWay')}
        </button>
      )}
      {onKeep !== undefined && isShown && (
        <button type="button" className="way as-link" onClick={() => onKeep(problem)}>
          {t('keepScenario')}
        </button>
      )}
    </li>
  );
}
