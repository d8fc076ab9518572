/** The frame of every way to begin a service: what is missing is said once somebody has tried; then it is made. */
import { Button } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { StepFault } from '#engine/bpmn/new-service/step-list.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { Faults } from './faults.ts';
import { useWords } from './use-words.ts';

export interface Making {
  readonly faults: readonly StepFault[];
  readonly making: UseMutationResult<void, Error, void>;
}

export function MakingForm({ faults, making, children }: Making & { readonly children: ReactNode }) {
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
        {children}
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
