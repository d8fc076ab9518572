/** A new service is named, and whatever else one way of beginning asks; then it is made. */
import { Button } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { StepFault } from '#engine/bpmn/new-service/step-list.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { Faults } from './faults.ts';
import { type NamedService, NameFields } from './name-fields.tsx';
import { useWords } from './use-words.ts';

interface Props {
  readonly named: NamedService;
  readonly put: (named: NamedService) => void;
  readonly faults: readonly StepFault[];
  readonly making: UseMutationResult<void, Error, void>;
  readonly children?: ReactNode;
}

export function NamingForm({ named, put, faults, making, children }: Props) {
  const t = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (faults.length === 0) making.mutate();
    else setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Faults value={tried ? faults : []}>
      <form ref={form} noValidate onSubmit={submit}>
        <fieldset className="wf-card new-step">
          <legend>{t('about')}</legend>
          <NameFields named={named} put={put} />
          {children}
        </fieldset>
        {tried && faults.length > 0 && <p role="alert">{t('faultsLeft', { count: faults.length })}</p>}
        {making.error !== null && <ProblemNotice error={making.error} labels={() => t('key')} />}
        <div className="actions">
          <Button variant="default" component={Link} to="/new">
            {t('cancel')}
          </Button>
          <Button type="submit" loading={making.isPending}>
            {t('create')}
          </Button>
        </div>
      </form>
    </Faults>
  );
}
