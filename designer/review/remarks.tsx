/** Remarks by place, with their answers; a new one at the place that is chosen here or on the diagram. */
import { Button, Select, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NewRemark, RemarkThread } from '#engine/runtime/application/reviews.ts';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useText } from '../use-text.ts';
import type { Place } from './places.ts';
import { reviewChanged } from './queries.ts';
import { RemarkLines } from './remark-lines.tsx';

export interface Chosen {
  readonly path: string;
  readonly element: string;
}

export interface RemarksProps {
  readonly detail: ServiceDetail;
  readonly threads: readonly RemarkThread[];
  readonly places: readonly Place[];
  readonly chosen: Chosen;
  readonly onChosen: (chosen: Chosen) => void;
}

export function Remarks({ detail, threads, places, chosen, onChosen }: RemarksProps) {
  const t = useText();
  return (
    <section className="wf-card block" aria-labelledby="remarks">
      <h2 id="remarks">{t('remarks')}</h2>
      {threads.length === 0 && <p className="wf-muted">{t('remarksNone')}</p>}
      <ul className="threads">
        {threads.map((thread) => (
          <Thread key={thread.id} detail={detail} thread={thread} places={places} onChosen={onChosen} />
        ))}
      </ul>
      <NewRemarkForm detail={detail} places={places} chosen={chosen} onChosen={onChosen} />
    </section>
  );
}

/** Asks the server, and has what is shown asked for again. */
function useDeed<T>(service: string, deed: (what: T) => Promise<unknown>, done: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSuccess: async () => {
      done();
      await reviewChanged(queries, service);
    },
  });
}

export function placeWords(places: readonly Place[], { path, element }: Chosen, gone: string): string {
  const place = places.find((one) => one.path === path);
  if (element === '') return place?.title ?? path;
  const name = place?.elements.find(({ id }) => id === element)?.name ?? gone;
  return `${place?.title ?? path} · ${name}`;
}

function Thread({
  detail: { key },
  thread,
  places,
  onChosen,
}: Pick<RemarksProps, 'detail' | 'places' | 'onChosen'> & { readonly thread: RemarkThread }) {
  const t = useText();
  const [answer, setAnswer] = useState('');
  const send = useDeed(
    key,
    (remark: NewRemark) => api.post(`/services/${key}/draft/remarks`, remark),
    () => setAnswer(''),
  );
  const settle = useDeed(
    key,
    (resolved: boolean) => api.put(`/services/${key}/draft/remarks/${thread.id}`, { resolved }),
    () => undefined,
  );
  const { path, element, resolvedAt, resolvedBy } = thread;
  const words = placeWords(places, thread, t('remarkGone'));
  return (
    <li>
      <button type="button" className="difference-name" onClick={() => onChosen({ path, element })}>
        {words}
      </button>{' '}
      {resolvedAt === null ? (
        <span className="wf-chip risk">{t('remarkOpen')}</span>
      ) : (
        <span className="wf-chip ok">{t('remarkResolvedBy', { name: resolvedBy })}</span>
      )}
      <RemarkLines remarks={thread.remarks} />
      <form
        className="answer"
        onSubmit={(event) => {
          event.preventDefault();
          if (answer.trim() !== '') send.mutate({ path, element, content: answer, answers: thread.id });
        }}
      >
        <Textarea
          aria-label={`${t('remarkAnswer')}: ${words}`}
          placeholder={t('remarkAnswer')}
          value={answer}
          maxLength={2000}
          autosize
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        {(send.error ?? settle.error) !== null && <ProblemNotice error={send.error ?? settle.error} />}
        <div className="actions">
          <Button variant="default" type="submit" loading={send.isPending}>
            {t('remarkAnswer')}
          </Button>
          <Button variant="default" loading={settle.isPending} onClick={() => settle.mutate(resolvedAt === null)}>
            {t(resolvedAt === null ? 'remarkResolve' : 'remarkReopen')}
          </Button>
        </div>
      </form>
    </li>
  );
}

function NewRemarkForm({ detail: { key }, places, chosen, onChosen }: Omit<RemarksProps, 'threads'>) {
  const t = useText();
  const [content, setContent] = useState('');
  const send = useDeed(
    key,
    (remark: NewRemark) => api.post(`/services/${key}/draft/remarks`, remark),
    () => setContent(''),
  );
  const path = chosen.path || (places[0]?.path ?? '');
  const elements = places.find((place) => place.path === path)?.elements ?? [];
  const known = elements.some(({ id }) => id === chosen.element) ? chosen.element : '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ path, element: known, content, answers: null });
      }}
    >
      <h3>{t('remarkNew')}</h3>
      <Select
        label={t('remarkAbout')}
        allowDeselect={false}
        value={path}
        data={places.map((place) => ({ value: place.path, label: place.title }))}
        onChange={(value) => onChosen({ path: value ?? '', element: '' })}
      />
      {elements.length > 0 && (
        <Select
          label={t('remarkElement')}
          searchable
          clearable
          placeholder={t('remarkWhole')}
          value={known === '' ? null : known}
          data={elements.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(value) => onChosen({ path, element: value ?? '' })}
        />
      )}
      <Textarea
        label={t('remarkWords')}
        required
        value={content}
        maxLength={2000}
        autosize
        minRows={2}
        onChange={(event) => setContent(event.currentTarget.value)}
      />
      {send.error !== null && <ProblemNotice error={send.error} />}
      <div className="actions">
        <Button type="submit" variant="default" loading={send.isPending}>
          {t('remarkSend')}
        </Button>
      </div>
    </form>
  );
}
