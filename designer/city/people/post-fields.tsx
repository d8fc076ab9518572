import { Select, TextInput } from '@mantine/core';
import type { NewPost, PeopleList } from '#engine/runtime/application/people.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';

export const noPost: NewPost = { role: '', unit: '', validFrom: '', validTo: '' };

/** A role at a unit, with its days. */
export function PostFields({
  list,
  post,
  onChange,
}: {
  readonly list: PeopleList;
  readonly post: NewPost;
  readonly onChange: (post: NewPost) => void;
}) {
  const t = usePeopleWords();
  const language = useLanguage();
  return (
    <>
      <Select
        label={t('role')}
        required
        searchable
        data={list.roles.map(({ code, name }) => ({ value: code, label: name[language] }))}
        value={post.role === '' ? null : post.role}
        onChange={(role) => onChange({ ...post, role: role ?? '' })}
      />
      <Select
        label={t('unit')}
        required
        searchable
        limit={50}
        data={list.units.map(({ code, name }) => ({ value: code, label: `${name[language]} (${code})` }))}
        value={post.unit === '' ? null : post.unit}
        onChange={(unit) => onChange({ ...post, unit: unit ?? '' })}
      />
      <TextInput
        type="date"
        label={t('validFrom')}
        description={t('noLimit')}
        value={post.validFrom}
        onChange={(event) => onChange({ ...post, validFrom: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('validTo')}
        description={t('noLimit')}
        value={post.validTo}
        onChange={(event) => onChange({ ...post, validTo: event.currentTarget.value })}
      />
    </>
  );
}
