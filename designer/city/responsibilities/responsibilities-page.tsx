/** Which official answers for which area and field: what "by area" in a process goes by. */
import { Button, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answering, PostView, Responsibilities } from '#engine/runtime/application/assignments.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { EmptyState, LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useGivingText } from '#portal/kit/react/use-giving-text.ts';

const key = ['city', 'responsibilities'] as const;

export function ResponsibilitiesPage() {
  const t = useGivingText();
  const language = useLanguage();
  const all = useQuery({ queryKey: key, queryFn: () => api.get<Responsibilities>('/city/responsibilities') });
  const [unit, setUnit] = useState<string | null>(null);
  const units = new Map((all.data?.posts ?? []).map((post) => [post.unit.code, post.unit.name[language]]));
  const shown = (all.data?.posts ?? []).filter((post) =>
    unit === null ? post.answers.length > 0 : post.unit.code === unit,
  );
  return (
    <>
      <h1>{t('responsibilities')}</h1>
      <p className="wf-muted">{t('responsibilitiesLead')}</p>
      <LoadState of={all} />
      <Select
        className="city-search"
        label={t('unit')}
        placeholder={t('chooseUnit')}
        searchable
        clearable
        value={unit}
        data={[...units].map(([value, label]) => ({ value, label }))}
        onChange={setUnit}
      />
      {all.data !== undefined && shown.length === 0 && (
        <EmptyState title={t(unit === null ? 'nobodyAnswers' : 'nobodyInUnit')}>
          <p>{t(unit === null ? 'nobodyAnswersHint' : 'nobodyInUnitHint')}</p>
        </EmptyState>
      )}
      {all.data !== undefined && shown.map((post) => <Post key={post.postId} post={post} city={all.data} />)}
    </>
  );
}

function Post({ post, city }: { readonly post: PostView; readonly city: Responsibilities }) {
  const t = useGivingText();
  const language = useLanguage();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (answers: readonly Answering[]) => api.put(`/city/responsibilities/${post.postId}`, { answers }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: key });
      notifications.show({ message: t('saved') });
    },
  });
  const words = ({ ward, category }: Answering): string =>
    [
      nameIn(city.wards, ward)?.[language] ?? t('anyWard'),
      nameIn(city.categories, category)?.[language] ?? t('anyCategory'),
    ].join(' · ');
  return (
    <section className="wf-card post-card" aria-label={post.displayName}>
      <h2>{post.displayName}</h2>
      <p className="wf-muted">
        {post.role.name[language]} · {post.unit.name[language]}
      </p>
      {post.answers.length === 0 && <p>{t('noneYet')}</p>}
      <ul>
        {post.answers.map((one) => (
          <li key={`${one.ward}/${one.category}`}>
            {words(one)}{' '}
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('removeOf', { what: words(one) })}
              onClick={() => save.mutate(post.answers.filter((other) => other !== one))}
            >
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
      <Add city={city} onAdd={(one) => save.mutate([...post.answers, one])} />
      {save.error !== null && <ProblemNotice error={save.error} />}
    </section>
  );
}

function Add({ city, onAdd }: { readonly city: Responsibilities; readonly onAdd: (one: Answering) => void }) {
  const t = useGivingText();
  const language = useLanguage();
  const [ward, setWard] = useState<string | null>(null);
  const [category, setCategory] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const options = (all: Responsibilities['wards']) =>
    all.map(({ code, name }) => ({ value: code, label: name[language] }));
  return (
    <form
      className="post-add"
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(ward === null && category === null);
        if (ward === null && category === null) return;
        onAdd({ ward: ward ?? '', category: category ?? '' });
        setWard(null);
        setCategory(null);
      }}
    >
      <Select
        label={t('ward')}
        placeholder={t('anyWard')}
        searchable
        clearable
        value={ward}
        data={options(city.wards)}
        onChange={setWard}
        error={missing && ward === null && category === null ? t('needOne') : undefined}
      />
      <Select
        label={t('category')}
        placeholder={t('anyCategory')}
        searchable
        clearable
        value={category}
        data={options(city.categories)}
        onChange={setCategory}
      />
      <Button type="submit" variant="default">
        {t('add')}
      </Button>
    </form>
  );
}

function nameIn(all: Responsibilities['wards'], code: string) {
  return all.find((one) => one.code === code)?.name;
}
