/** "Vì sao đơn vị này?": the rule that sent the case here, in short; asked for only when it is opened. */
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { UnitReason } from '#engine/runtime/application/routing.ts';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { dateTime } from '#portal/kit/format.ts';
import { ApiError, api } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { translator } from '#portal/kit/text.ts';
import { routingTexts } from '#portal/kit/texts/routing.ts';

export function WhyUnit({ task }: { readonly task: TaskDetail }) {
  const language = useLanguage();
  const t = useMemo(() => translator(routingTexts, language), [language]);
  const [open, setOpen] = useState(false);
  const why = useQuery({
    queryKey: ['why-unit', task.taskId],
    queryFn: () => api.get<UnitReason>(`/tasks/${task.taskId}/route`),
    enabled: open,
    retry: false,
  });
  const notYet = why.error instanceof ApiError && why.error.status === 404;
  return (
    <details className="why-unit" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('whyUnit')}</summary>
      {notYet && <p className="wf-muted">{t('whyNotYet')}</p>}
      {why.error !== null && !notYet && <ProblemNotice error={why.error} />}
      {why.data !== undefined && <Reason why={why.data} t={t} language={language} />}
    </details>
  );
}

interface ReasonProps {
  readonly why: UnitReason;
  readonly t: ReturnType<typeof translator<keyof (typeof routingTexts)['vi'] & string>>;
  readonly language: 'vi' | 'en';
}

function Reason({ why, t, language }: ReasonProps) {
  const { unit, decided, ward, category, at, tables } = why;
  const rules = tables.flatMap((table) => table.rules.map(({ id, note }) => (note === '' ? id : note)));
  return (
    <>
      <p>{unit.name[language]}</p>
      <p>
        {t('whyBy', {
          at: dateTime(at, timeZone),
          category: category.name[language],
          ward: ward?.name[language] ?? t('placeUnknown'),
        })}
      </p>
      {rules.map((rule) => (
        <p key={rule}>{t('whyRule', { rule })}</p>
      ))}
      {decided === null && <p>{t('whyNobody')}</p>}
      {decided !== null && decided.code !== unit.code && <p>{t('whyMoved', { unit: decided.name[language] })}</p>}
    </>
  );
}
