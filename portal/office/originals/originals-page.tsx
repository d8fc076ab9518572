/** Evidence as it was sent: found by the number of its case, with who has read it, and handed out for a reason. */
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { CaseOriginals, OriginalView } from '#engine/runtime/application/originals.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { originalsKey } from './key.ts';
import { ReadButton } from './read-button.tsx';
import { useOriginalWords } from './use-words.ts';
import './originals.css';

export function OriginalsPage() {
  const t = useOriginalWords();
  const [asked, ask] = useSearchParams();
  const number = asked.get('number') ?? '';
  const [typed, setTyped] = useState(number);
  return (
    <article aria-labelledby="originals-title">
      <h1 id="originals-title">{t('title')}</h1>
      <p className="wf-muted">{t('lead')}</p>
      <form
        className="originals-search"
        onSubmit={(event) => {
          event.preventDefault();
          ask(typed.trim() === '' ? {} : { number: typed.trim() });
        }}
      >
        <TextInput label={t('number')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <Button type="submit">{t('find')}</Button>
      </form>
      {number !== '' && <Found number={number} />}
    </article>
  );
}

function Found({ number }: { readonly number: string }) {
  const t = useOriginalWords();
  const { data, error } = useQuery({
    queryKey: originalsKey(number),
    queryFn: () => api.get<CaseOriginals>(`/originals?number=${encodeURIComponent(number)}`),
    retry: false,
  });
  if (error !== null) return <ProblemNotice error={error} />;
  if (data === undefined) return null;
  return (
    <section aria-labelledby="originals-found">
      <h2 id="originals-found">{t('foundOf', { number: data.registerNumber })}</h2>
      {data.originals.length === 0 && <p role="status">{t('none')}</p>}
      <ol className="originals">
        {data.originals.map((original, index) => (
          <li key={original.id} className="wf-card block">
            <Original original={original} position={index + 1} number={number} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface Props {
  readonly original: OriginalView;
  readonly position: number;
  readonly number: string;
}

function Original({ original, position, number }: Props) {
  const t = useOriginalWords();
  const at = dateTime(original.receivedAt, timeZone);
  return (
    <>
      <h3>{t(original.kind)}</h3>
      <p className="wf-muted">
        {t('receivedAt', { at })} ·{' '}
        {t('size', { kilobytes: Math.ceil(original.bytes / 1024), type: original.mediaType })}
      </p>
      <dl>
        <dt className="wf-muted">{t('sha256')}</dt>
        <dd className="wf-code">{original.sha256}</dd>
        <dt className="wf-muted">{t('drawnSha256')}</dt>
        <dd className="wf-code">{original.drawnSha256}</dd>
        <dt className="wf-muted">{t('readings')}</dt>
        <dd>
          {original.readings.length === 0 && t('unread')}
          <ul>
            {original.readings.map(({ by, at: when, reason }) => (
              <li key={`${by} ${when}`}>
                {t('readBy', { name: by, at: dateTime(when, timeZone), reason: reason ?? t('reasonGone') })}
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      <ReadButton original={original} spokenLabel={t('readOf', { number: position, at })} number={number} />
    </>
  );
}
