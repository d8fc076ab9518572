/** Hours, days off and worked days; what a change would move is seen before it is saved. */

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalendarsView } from '#engine/runtime/application/calendars.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { LoadState } from '#portal/kit/react/parts.tsx';
import './calendars.css';
import { Days } from './days.tsx';
import { type Draft, isEmpty, noDraft } from './draft.ts';
import { Hours } from './hours.tsx';
import { Pending } from './pending.tsx';
import { useWords } from './use-words.ts';

export function CalendarsPage() {
  const t = useWords();
  const calendars = useQuery({
    queryKey: ['city', 'calendars'],
    queryFn: () => api.get<CalendarsView>('/city/calendars'),
  });
  const { data } = calendars;
  return (
    <>
      <h1>{t('title')}</h1>
      <p className="wf-muted">{t('lead')}</p>
      <Definition of="calendars.openClocks" />
      <LoadState of={calendars} />
      {data !== undefined && <Page key={`${data.revision.calendars}.${data.revision.holidays}`} view={data} />}
    </>
  );
}

function Page({ view }: { readonly view: CalendarsView }) {
  const [draft, setDraft] = useState<Draft>(noDraft);
  const props = { view, draft, onChange: setDraft };
  return (
    <div className="calendars">
      {!isEmpty(draft) && <Pending {...props} />}
      <Days {...props} />
      <Hours {...props} />
    </div>
  );
}
