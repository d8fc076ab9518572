/** The smallest service that works: one step, one form, its messages. Also where an imported diagram will lie. */
import './new.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { serviceOfSteps } from '#engine/bpmn/new-service/service-of-steps.ts';
import { type StepList, stepFaults } from '#engine/bpmn/new-service/step-list.ts';
import type { Givees } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../page-head.tsx';
import { ChoiceField } from './fields.tsx';
import { unnamed } from './name-fields.tsx';
import { NamingForm } from './naming-form.tsx';
import { useMakeService } from './use-make-service.ts';
import { useWords } from './use-words.ts';

export function BlankPage() {
  const t = useWords();
  const imports = useSearchParams()[0].get('then') === 'import';
  const givees = useQuery({ queryKey: ['service-givees'], queryFn: () => api.get<Givees>('/service-givees') });
  return (
    <div className="page new-service">
      <PageHead title={t('blankTitle')} lead={t(imports ? 'blankImportLead' : 'blankLead')} />
      <LoadState of={givees} />
      {givees.data !== undefined && <Blank givees={givees.data} then={imports ? '/import' : ''} />}
    </div>
  );
}

function Blank({ givees, then }: { readonly givees: Givees; readonly then: string }) {
  const t = useWords();
  const language = useLanguage();
  const [named, setNamed] = useState(unnamed);
  const [who, setWho] = useState({ role: '', unit: '' });
  const list: StepList = {
    ...named,
    publicIntake: true,
    promise: null,
    steps: [
      {
        name: { vi: t('blankStep'), en: t('blankStepEn') },
        ...who,
        limit: null,
        mayReturn: false,
        mayRefuse: true,
        tells: false,
      },
    ],
  };
  const making = useMakeService(named, async () => serviceOfSteps(list).files, then);
  const choices = (from: Givees['roles']) => from.map(({ code, name }) => ({ value: code, label: name[language] }));
  return (
    <NamingForm named={named} put={setNamed} faults={stepFaults(list)} making={making}>
      <div className="new-pair">
        <ChoiceField
          path="steps[0].role"
          label={t('role')}
          data={choices(givees.roles)}
          value={who.role}
          put={(role) => setWho({ ...who, role })}
        />
        <ChoiceField
          path="steps[0].unit"
          label={t('unit')}
          data={choices(givees.units)}
          value={who.unit}
          put={(unit) => setWho({ ...who, unit })}
        />
      </div>
    </NamingForm>
  );
}
