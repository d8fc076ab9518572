/** A unit is split: to which heir each post goes. */
import { Select } from '@mantine/core';
import type { PostChoice } from '#engine/cases/organisation/reorganisation.ts';
import type { Named } from '#engine/runtime/application/common.ts';
import type { PlannedPost } from '#engine/runtime/application/reorganisations.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useWords } from './use-words.ts';

export interface PostChoicesProps {
  readonly posts: readonly PlannedPost[];
  readonly heirs: readonly Named[];
  readonly chosen: readonly PostChoice[];
  readonly onChoose: (post: string, heir: string) => void;
}

export function PostChoices({ posts, heirs, chosen, onChoose }: PostChoicesProps) {
  const t = useWords();
  const language = useLanguage();
  // One unit may take several shares.
  const units = new Map(heirs.map(({ code, name }) => [code, { value: code, label: `${name[language]} (${code})` }]));
  return (
    <fieldset className="city-fields">
      <legend>{t('postsTitle')}</legend>
      <p className="wf-muted">{t('postsHint')}</p>
      {posts.map(({ post, username, displayName, role, to }) => (
        <Select
          key={post}
          label={t('postLabel', { person: `${displayName} (${username})`, role: role.name[language] })}
          allowDeselect={false}
          data={[...units.values()]}
          value={chosen.find((one) => one.post === post)?.to ?? to.code}
          onChange={(heir) => heir !== null && onChoose(post, heir)}
        />
      ))}
    </fieldset>
  );
}
