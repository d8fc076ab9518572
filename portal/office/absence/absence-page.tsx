/** When I am away and who stands in; for whom I stand in myself. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OwnAbsences } from '#engine/runtime/application/people.ts';
import { dayWords } from '#portal/kit/format.ts';
import { AbsenceForm } from '#portal/kit/react/absence-form.tsx';
import { AbsenceList } from '#portal/kit/react/absence-list.tsx';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';

const key = ['own-absences'] as const;

export function AbsencePage() {
  const t = usePeopleWords();
  const own = useQuery({ queryKey: key, queryFn: () => api.get<OwnAbsences>('/absences') });
  return (
    <div className="absence-page">
      <h1>{t('officeTitle')}</h1>
      <p>{t('officeLead')}</p>
      {own.error !== null && <ProblemNotice error={own.error} />}
      {own.data !== undefined && <Loaded own={own.data} />}
    </div>
  );
}

function Loaded({ own }: { readonly own: OwnAbsences }) {
  const t = usePeopleWords();
  const language = useLanguage();
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
        <h2>{t('absences')}</h2>
        <AbsenceList absences={own.absences} onEnded={() => again(t('ended'))} />
      </section>
      <section>
        <h2>{t('setAbsence')}</h2>
        <AbsenceForm
          key={fresh}
          username={null}
          today={own.today}
          posts={own.posts}
          colleagues={own.colleagues}
          onSaved={() => again(t('saved'))}
        />
      </section>
      <section>
        <h2>{t('standingIn')}</h2>
        {own.standingIn.length === 0 && <p className="wf-muted">{t('standingInNone')}</p>}
        <ul>
          {own.standingIn.map(({ role, unit, unitName, onBehalfOf }) => (
            <li key={`${role} ${unit} ${onBehalfOf?.username}`}>
              {t('standingInLine', {
                name: onBehalfOf?.displayName ?? '',
                unit: unitName?.[language] ?? unit,
                day: dayWords(onBehalfOf?.until ?? ''),
              })}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
