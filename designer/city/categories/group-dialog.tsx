import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CategoryTree, GroupView } from '#engine/runtime/application/categories.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { NoteField } from '../note-field.tsx';
import { useCategoryWords } from './use-tree.ts';

interface Props {
  readonly tree: CategoryTree;
  /** Left out: a new one. */
  readonly group: GroupView | undefined;
  readonly onSaved: (tree: CategoryTree) => void;
  readonly onClose: () => void;
}

/** A group is made, renamed or moved in the tree. */
export function GroupDialog({ tree, group, onSaved, onClose }: Props) {
  const t = useCategoryWords();
  const language = useLanguage();
  const [put, setPut] = useState<GroupView>(group ?? { code: '', name: { vi: '', en: '' }, parent: null });
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    const change = { group: put, create: group === undefined, revision: tree.revision, note };
    await api.post<CategoryTree>('/city/category-groups', change).then(onSaved, setError);
  };
  const title = t(group === undefined ? 'newGroup' : 'editGroup');
  return (
    <Dialog onClose={onClose} title={title}>
      <form className="city-form" onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('code')}
          required
          readOnly={group !== undefined}
          maxLength={60}
          value={put.code}
          onChange={(event) => setPut({ ...put, code: event.currentTarget.value.trim() })}
        />
        <TextInput
          label={t('nameVi')}
          required
          value={put.name.vi}
          onChange={(event) => setPut({ ...put, name: { ...put.name, vi: event.currentTarget.value } })}
        />
        <TextInput
          label={t('nameEn')}
          required
          value={put.name.en}
          onChange={(event) => setPut({ ...put, name: { ...put.name, en: event.currentTarget.value } })}
        />
        <Select
          label={t('parent')}
          placeholder={t('top')}
          clearable
          searchable
          data={tree.groups
            .filter(({ code }) => code !== put.code)
            .map(({ code, name }) => ({ value: code, label: name[language] }))}
          value={put.parent}
          onChange={(parent) => setPut({ ...put, parent })}
        />
        <NoteField value={note} onChange={setNote} />
        {error !== null && <ProblemNotice error={error} />}
        <div className="actions">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('save')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
