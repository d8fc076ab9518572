/** One step of the list: what it is called, who does it, how long it may take, what they may do. */
import { Button, Checkbox } from '@mantine/core';
import { type Step, unitOfCase } from '#engine/bpmn/new-service/step-list.ts';
import type { Givees } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { ChoiceField, LimitField, WordField } from './fields.tsx';
import { useWords } from './use-words.ts';

interface StepFieldsProps {
  readonly step: Step;
  readonly index: number;
  readonly last: boolean;
  readonly givees: Givees;
  readonly put: (step: Step) => void;
  readonly move: (by: -1 | 1) => void;
  readonly remove: (() => void) | null;
}

export function StepFields({ step, index, last, givees, put, move, remove }: StepFieldsProps) {
  const t = useWords();
  const n = index + 1;
  const at = `steps[${index}]`;
  const change = (part: Partial<Step>) => put({ ...step, ...part });
  return (
    <fieldset className="wf-card new-step">
      <legend>{t('step', { n })}</legend>
      <div className="new-pair">
        <WordField
          path={`${at}.name.vi`}
          label={t('nameVi')}
          value={step.name.vi}
          put={(vi) => change({ name: { ...step.name, vi } })}
        />
        <WordField
          path={`${at}.name.en`}
          label={t('nameEn')}
          value={step.name.en}
          put={(en) => change({ name: { ...step.name, en } })}
        />
      </div>
      <Who at={at} step={step} first={index === 0} givees={givees} change={change} />
      <LimitField
        path={`${at}.limit`}
        label={t('limit')}
        limit={step.limit}
        calendars={givees.calendars}
        put={(limit) => change({ limit })}
      />
      <Powers step={step} first={index === 0} change={change} />
      <div className="actions">
        <Button
          variant="default"
          size="xs"
          disabled={index === 0}
          aria-label={t('upOf', { n })}
          onClick={() => move(-1)}
        >
          {t('up')}
        </Button>
        <Button variant="default" size="xs" disabled={last} aria-label={t('downOf', { n })} onClick={() => move(1)}>
          {t('down')}
        </Button>
        {remove !== null && (
          <Button variant="default" size="xs" aria-label={t('removeOf', { n })} onClick={remove}>
            {t('remove')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

interface PartProps {
  readonly step: Step;
  readonly first: boolean;
  readonly change: (part: Partial<Step>) => void;
}

function Who({ at, step, first, givees, change }: PartProps & { readonly at: string; readonly givees: Givees }) {
  const t = useWords();
  const language = useLanguage();
  const named = ({ code, name }: Givees['roles'][number]) => ({ value: code, label: name[language] });
  const units = [...(first ? [] : [{ value: unitOfCase, label: t('chosenUnit') }]), ...givees.units.map(named)];
  return (
    <div className="new-pair">
      <ChoiceField
        path={`${at}.role`}
        label={t('role')}
        data={givees.roles.map(named)}
        value={step.role}
        put={(role) => change({ role })}
      />
      <ChoiceField
        path={`${at}.unit`}
        label={t('unit')}
        data={units}
        value={step.unit}
        put={(unit) => change({ unit })}
      />
    </div>
  );
}

function Powers({ step, first, change }: PartProps) {
  const t = useWords();
  return (
    <div className="new-powers">
      {!first && (
        <Checkbox
          label={t('mayReturn')}
          checked={step.mayReturn}
          onChange={(event) => change({ mayReturn: event.currentTarget.checked })}
        />
      )}
      <Checkbox
        label={t('mayRefuse')}
        checked={step.mayRefuse}
        onChange={(event) => change({ mayRefuse: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('tells')}
        checked={step.tells}
        onChange={(event) => change({ tells: event.currentTarget.checked })}
      />
    </div>
  );
}
