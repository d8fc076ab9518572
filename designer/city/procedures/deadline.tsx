/** How long a procedure may take, of all and of each step, and when the promise is kept. */
import { Checkbox, Select } from '@mantine/core';
import { clockEnds, procedureSteps } from '#engine/cases/dossiers/procedures.ts';
import type { Procedure, ProcedureChoices } from '#engine/runtime/application/procedures.ts';
import { ChoiceField, type PartProps, TermField, WholeField } from './fields.tsx';
import { useProcedureWords } from './use-words.ts';

export function Deadline({ procedure, change, choices }: PartProps & { readonly choices: ProcedureChoices }) {
  const t = useProcedureWords();
  const { deadline, supplement, extensions, clockEnds: ends } = procedure;
  const put = (part: Partial<Procedure['deadline']>) => change({ deadline: { ...deadline, ...part } });
  return (
    <fieldset className="city-fields">
      <legend>{t('deadline')}</legend>
      <TermField
        label={t('resolve')}
        hint={t('resolveHint')}
        path="deadline.resolve"
        value={deadline.resolve}
        put={(resolve) => put({ resolve })}
      />
      <ChoiceField
        label={t('calendar')}
        path="deadline.calendar"
        among={choices.calendars}
        value={deadline.calendar}
        put={(calendar) => put({ calendar })}
      />
      <Select
        label={t('dayCount')}
        allowDeselect={false}
        data={(['exclude_first_day', 'elapsed'] as const).map((value) => ({ value, label: t(value) }))}
        value={deadline.dayCount}
        onChange={(dayCount) => dayCount !== null && put({ dayCount: dayCount as typeof deadline.dayCount })}
      />
      <ChoiceField
        label={t('sla')}
        path="deadline.sla"
        among={choices.slaClasses}
        value={deadline.sla}
        put={(sla) => put({ sla })}
      />
      <Select
        label={t('clockEnds')}
        allowDeselect={false}
        data={clockEnds.map((value) => ({ value, label: t(value) }))}
        value={ends}
        onChange={(end) => end !== null && change({ clockEnds: end as Procedure['clockEnds'] })}
      />
      <WholeField
        label={t('extensions')}
        path="extensions"
        value={extensions}
        put={(next) => change({ extensions: next })}
      />
      <TermField
        label={t('supplementWithin')}
        path="supplement.within"
        value={supplement.within}
        put={(within) => change({ supplement: { ...supplement, within } })}
      />
      <Checkbox
        label={t('restarts')}
        checked={supplement.restarts}
        onChange={(event) => change({ supplement: { ...supplement, restarts: event.currentTarget.checked } })}
      />
    </fieldset>
  );
}

export function Steps({ procedure: { steps }, change }: PartProps) {
  const t = useProcedureWords();
  return (
    <fieldset className="city-fields">
      <legend>{t('steps')}</legend>
      <p className="wf-muted">{t('stepsLead')}</p>
      {procedureSteps.map((step) => (
        <TermField
          key={step}
          label={t(step)}
          path={`steps.${step}`}
          value={steps[step] ?? ''}
          put={(term) => change({ steps: { ...steps, [step]: term } })}
        />
      ))}
    </fieldset>
  );
}
