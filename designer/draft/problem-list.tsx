/** What is wrong, where, and what to do; a click goes there. */
import type { Problem } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';

export function ProblemList({
  problems,
  nameOf,
  onChosen,
}: {
  readonly problems: readonly Problem[];
  readonly nameOf: (element: string) => string;
  readonly onChosen: (problem: Problem) => void;
}) {
  const t = useText();
  const language = useLanguage();
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  return (
    <section className="problems" aria-label={t('problems')}>
      <p role="status">
        {problems.length === 0 && <span className="wf-chip ok">{t('noProblems')}</span>}
        {errors > 0 && <span className="wf-chip late">{t('problemsCount', { count: errors })}</span>}{' '}
        {warnings > 0 && <span className="wf-chip risk">{t('warningsCount', { count: warnings })}</span>}
      </p>
      {problems.length > 0 && (
        <ul>
          {problems.map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same problem may stand twice at one element
            <li key={`${problem.code}-${problem.element}-${index}`} className={problem.severity}>
              <button type="button" onClick={() => onChosen(problem)}>
                {problem.element !== null && <strong>{nameOf(problem.element)}</strong>} {problem.message[language]}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
