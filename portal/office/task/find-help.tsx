/** While verifying: categories that the text may be about, and the ward of an address; the official confirms with a tap. */
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { FoundPlace } from '#engine/runtime/application/reports.ts';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';
import './find-help.css';

/** Fields of the form that are to be seen now. */
export interface ShownFields {
  readonly category: boolean;
  readonly ward: boolean;
}

interface Props {
  readonly task: TaskDetail;
  readonly shown: ShownFields;
  readonly put: (field: 'category' | 'ward', value: string) => void;
}

export function FindHelp({ task, shown, put }: Props) {
  const t = useText();
  const language = useLanguage();
  const suggested = shown.category ? task.suggested : [];
  if (suggested.length === 0 && !shown.ward) return null;
  return (
    <section className="find-help" aria-label={t('findHelp')}>
      {suggested.length > 0 && (
        <div>
          <p className="wf-muted">{t('suggested')}</p>
          <div className="work-actions">
            {suggested.map(({ code, name }) => (
              <Button key={code} size="xs" variant="default" onClick={() => put('category', code)}>
                {name[language]}
              </Button>
            ))}
          </div>
        </div>
      )}
      {shown.ward && <FindPlace address={task.address ?? ''} choose={(ward) => put('ward', ward)} />}
    </section>
  );
}

function FindPlace({ address, choose }: { readonly address: string; readonly choose: (ward: string) => void }) {
  const t = useText();
  const language = useLanguage();
  const [typed, setTyped] = useState(address);
  const [places, setPlaces] = useState<readonly FoundPlace[]>();
  const [error, setError] = useState<unknown>(null);
  const look = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    if (typed.trim() === '') return;
    await api.post<readonly FoundPlace[]>('/intake/places', { text: typed.slice(0, 300) }).then(setPlaces, setError);
  };
  return (
    <form onSubmit={(event) => void look(event)}>
      <TextInput
        label={t('findPlace')}
        description={t('findPlaceHint')}
        value={typed}
        maxLength={300}
        onChange={(event) => setTyped(event.currentTarget.value)}
        rightSectionWidth={70}
        rightSection={
          <Button type="submit" size="compact-sm" variant="subtle">
            {t('find')}
          </Button>
        }
      />
      {error !== null && <ProblemNotice error={error} />}
      <div className="work-actions" aria-live="polite">
        {places?.length === 0 && <p className="wf-muted">{t('placesNone')}</p>}
        {places?.map(({ label, ward, point }) => (
          <Button
            key={`${label} ${ward.code} ${point.lon}`}
            size="xs"
            variant="default"
            onClick={() => choose(ward.code)}
          >
            {label}, {ward.name[language]}
          </Button>
        ))}
      </div>
    </form>
  );
}
