import { Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CategoryTree, GroupView } from '#engine/runtime/application/categories.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { SaveForm } from '../save-form.tsx';
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
  const create = group === undefined;
  const save = useMutation({
    mutationFn: (note: string) =>
      api.post<CategoryTree>('/city/category-groups', { group: put, create, revision: tree.revision, note }),
    onSuccess: onSaved,
  });
  const title = t(create ? 'newGroup' : 'editGroup');
  return (
    <Dialog onClose={onClose} title={title}>
      <SaveForm save={save} cancel={onClose}>
        <TextInput
          label={t('code')}
          required
          readOnly={!create}
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
      </SaveForm>
    </Dialog>
  );
}
