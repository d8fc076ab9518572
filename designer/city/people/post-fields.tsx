import { TextInput } from '@mantine/core';
import type { NewPost, PeopleList } from '#engine/runtime/application/people.ts';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';
import { RoleAtUnit } from './role-at-unit.tsx';

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
  return (
    <>
      <RoleAtUnit list={list} post={post} onChange={(part) => onChange({ ...post, ...part })} />
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
