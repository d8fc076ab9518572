/** When I am away and who stands in, what I have delegated; what I have from others. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OwnAbsences } from '#engine/runtime/application/people.ts';
import { AbsenceForm } from '#portal/kit/react/absence-form.tsx';
import { AbsenceList, ReceivedList } from '#portal/kit/react/absence-list.tsx';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';
import './absence.css';

const key = ['own-absences'] as const;

export function AbsencePage() {
  const t = usePeopleWords();
  const own = useQuery({ queryKey: key, queryFn: () => api.get<OwnAbsences>('/absences') });
  return (
    <div className="list-page absence-page">
      <h1>{t('officeTitle')}</h1>
      <p className="wf-muted">{t('officeLead')}</p>
      <LoadState of={own} />
      {own.data !== undefined && <Loaded own={own.data} />}
    </div>
  );
}

function Loaded({ own }: { readonly own: OwnAbsences }) {
  const t = usePeopleWords();
  const queries = useQueryClient();
  const [told, setTold] = useState('');
  const [fresh, setFresh] = useState(0);
  const again = (words: string) => {
    setTold(words);
    setFresh((before) => before + 1);
    void queries.invalidateQueries({ queryKey: key });
  };
  return (
    <>
      <p role="status">{told}</p>
      <section>
        <h2>{t('ownAbsences')}</h2>
        <AbsenceList absences={own.absences} onEnded={again} />
      </section>
      <section>
        <h2>{t('what')}</h2>
        <AbsenceForm
          key={fresh}
          username={null}
          today={own.today}
          posts={own.posts}
          colleagues={own.colleagues}
          matters={own.matters}
          onSaved={() => again(t('saved'))}
        />
      </section>
      <section>
        <h2>{t('received')}</h2>
        <ReceivedList received={own.received} />
      </section>
    </>
  );
}
