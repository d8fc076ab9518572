/** Who does what by when, and how many cases stand there: the diagram for reading from top to bottom. */
import type { Program } from '#engine/core/model/program.ts';
import type { LiveCount, ServiceDetail } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';
import { deadlineWords, lengthWords, type Speech, whoWords } from '../words.ts';
import { type Step, stepsOf } from './steps.ts';

export function StepTable({
  program,
  counts,
  detail,
}: {
  readonly program: Program;
  readonly counts: readonly LiveCount[];
  readonly detail: ServiceDetail;
}) {
  const { choices } = detail;
  const t = useText();
  const speech: Speech = { t, language: useLanguage() };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer scrolls the list from here
    <section className="scroll" aria-label={t('stepList')} tabIndex={0}>
      <table className="list steps">
        <thead>
          <tr>
            <th scope="col">{t('columnStep')}</th>
            <th scope="col">{t('columnWho')}</th>
            <th scope="col">{t('columnForm')}</th>
            <th scope="col">{t('columnDeadline')}</th>
            <th scope="col">{t('columnCases')}</th>
          </tr>
        </thead>
        <tbody>
          {stepsOf(program).map((step) => (
            <tr key={step.element}>
              <th scope="row">{step.name[speech.language]}</th>
              <td data-label={t('columnWho')}>{whoOf(step, choices, speech)}</td>
              <td data-label={t('columnForm')}>{formOf(step, detail)}</td>
              <td data-label={t('columnDeadline')}>{dueOf(step, choices, speech)}</td>
              <td data-label={t('columnCases')}>
                <Counts count={counts.find(({ element }) => element === step.element)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Counts({ count }: { readonly count: LiveCount | undefined }) {
  const t = useText();
  if (count === undefined) return <>–</>;
  return (
    <span className="totals">
      {count.waiting > 0 && <span className="wf-chip info">{t('waiting', { count: count.waiting })}</span>}
      {count.late > 0 && <span className="wf-chip late">{t('late', { count: count.late })}</span>}
      {count.incidents > 0 && <span className="wf-chip risk">{t('incidents', { count: count.incidents })}</span>}
    </span>
  );
}

function formOf({ form }: Step, detail: ServiceDetail): string {
  if (form === null) return '–';
  return detail.resources.find(({ path }) => path.endsWith(`/${form}.form.json`))?.title ?? form;
}

function whoOf(step: Step, choices: ServiceDetail['choices'], speech: Speech): string {
  if (step.kind === 'startEvent' && step.form !== null) return speech.t('reporter');
  if (step.who === null) return speech.t('system');
  return whoWords(step.who, choices.roles, speech) ?? '–';
}

function dueOf(step: Step, choices: ServiceDetail['choices'], speech: Speech): string {
  if (step.deadline !== null) return deadlineWords(step.deadline, choices.calendars, speech);
  return step.timer === null ? '–' : lengthWords(step.timer.value, speech);
}
