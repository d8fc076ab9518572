/** A new service, told as a list: who does what, then what. The diagram is drawn of it while it is written. */
import './new.css';
import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { serviceOfSteps } from '#engine/bpmn/new-service/service-of-steps.ts';
import { type Step, type StepList, stepFaults } from '#engine/bpmn/new-service/step-list.ts';
import type { Givees } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { Picture } from '../home/diagram-card.tsx';
import { PageHead } from '../page-head.tsx';
import { LimitField } from './fields.tsx';
import { MakingForm } from './making-form.tsx';
import { NameFields } from './name-fields.tsx';
import { StepFields } from './step-fields.tsx';
import { type ListedStep, moved, newStep, put } from './steps.ts';
import { useMakeService } from './use-make-service.ts';
import { useWords } from './use-words.ts';

export function NewPage() {
  const t = useWords();
  const givees = useQuery({ queryKey: ['service-givees'], queryFn: () => api.get<Givees>('/service-givees') });
  return (
    <div className="page new-service">
      <PageHead title={t('title')} lead={t('lead')} />
      <LoadState of={givees} />
      {givees.data !== undefined && <Writing givees={givees.data} />}
    </div>
  );
}

type About = Omit<StepList, 'steps'>;

const empty: About = { key: '', name: { vi: '', en: '' }, publicIntake: true, promise: null };

function Writing({ givees }: { readonly givees: Givees }) {
  const t = useWords();
  const [about, setAbout] = useState(empty);
  const [steps, setSteps] = useState<readonly ListedStep[]>([newStep(0), newStep(1)]);
  const list = useMemo(() => ({ ...about, steps: steps.map(({ step }) => step) }), [about, steps]);
  const faults = useMemo(() => stepFaults(list), [list]);
  const making = useMakeService(list, async () => serviceOfSteps(list).files);
  return (
    <MakingForm faults={faults} making={making}>
      <AboutFields about={about} givees={givees} put={setAbout} />
      <h2>{t('steps')}</h2>
      <Steps steps={steps} givees={givees} put={setSteps} />
      <Drawing list={list} complete={faults.length === 0} />
    </MakingForm>
  );
}

interface AboutFieldsProps {
  readonly about: About;
  readonly givees: Givees;
  readonly put: (about: About) => void;
}

function AboutFields({ about, givees, put: change }: AboutFieldsProps) {
  const t = useWords();
  return (
    <fieldset className="wf-card new-step">
      <legend>{t('about')}</legend>
      <NameFields named={about} put={(named) => change({ ...about, ...named })} />
      <LimitField
        path="promise"
        label={t('promise')}
        hint={t('promiseHint')}
        limit={about.promise}
        calendars={givees.calendars}
        put={(promise) => change({ ...about, promise })}
      />
      <Checkbox
        label={t('publicIntake')}
        checked={about.publicIntake}
        onChange={(event) => change({ ...about, publicIntake: event.currentTarget.checked })}
      />
    </fieldset>
  );
}

interface StepsProps {
  readonly steps: readonly ListedStep[];
  readonly givees: Givees;
  readonly put: (steps: readonly ListedStep[]) => void;
}

function Steps({ steps, givees, put: change }: StepsProps) {
  const t = useWords();
  return (
    <>
      <ol className="new-steps">
        {steps.map(({ id, step }, index) => (
          <li key={id}>
            <StepFields
              step={step}
              index={index}
              last={index === steps.length - 1}
              givees={givees}
              put={(next: Step) => change(put(steps, index, next))}
              move={(by) => change(moved(steps, index, by))}
              remove={steps.length === 1 ? null : () => change(steps.filter((one) => one.id !== id))}
            />
          </li>
        ))}
      </ol>
      <Button variant="default" onClick={() => change([...steps, newStep(Math.max(...steps.map(({ id }) => id)) + 1)])}>
        {t('add')}
      </Button>
    </>
  );
}

function Drawing({ list, complete }: { readonly list: StepList; readonly complete: boolean }) {
  const t = useWords();
  const xml = useMemo(() => (complete ? serviceOfSteps(list).files[`${list.key}.bpmn`] : undefined), [list, complete]);
  return (
    <section className="wf-card new-drawing" aria-labelledby="new-drawing">
      <h2 id="new-drawing">{t('drawing')}</h2>
      {xml === undefined ? <p className="wf-muted">{t('drawingLater')}</p> : <Picture xml={xml} counts={none} />}
    </section>
  );
}

const none = [] as const;
