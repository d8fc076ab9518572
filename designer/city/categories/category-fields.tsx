import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import type { CategoryInput, CategoryTree } from '#engine/runtime/application/categories.ts';
import type { Named } from '#engine/runtime/application/common.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { CategoriesTextKey } from '#portal/kit/texts/categories.ts';
import { useCategoryWords } from './use-tree.ts';

interface Props {
  readonly tree: CategoryTree;
  readonly category: CategoryInput;
  readonly change: (part: Partial<CategoryInput>) => void;
  readonly create: boolean;
}

type Flag = 'active' | 'confidential' | 'anonymous' | 'aboutUnit' | 'canBeUrgent' | 'needsEvidence' | 'keepOriginals';

export function CategoryFields({ tree, category, change, create }: Props) {
  const t = useCategoryWords();
  const { name } = category;
  const flag = (key: Flag) => (
    <Checkbox
      label={t(key)}
      checked={category[key]}
      onChange={(event) => change({ [key]: event.currentTarget.checked })}
    />
  );
  return (
    <>
      <TextInput
        label={t('code')}
        description={t('codeHint')}
        required
        readOnly={!create}
        maxLength={60}
        value={category.code}
        onChange={(event) => change({ code: event.currentTarget.value.trim() })}
      />
      <TextInput
        label={t('nameVi')}
        required
        value={name.vi}
        onChange={(event) => change({ name: { ...name, vi: event.currentTarget.value } })}
      />
      <TextInput
        label={t('nameEn')}
        required
        value={name.en}
        onChange={(event) => change({ name: { ...name, en: event.currentTarget.value } })}
      />
      <Chosen label="group" among={tree.groups} value={category.group} put={(group) => change({ group })} />
      <Level category={category} change={change} tree={tree} />
      <Chosen
        label="slaClass"
        among={tree.slaClasses}
        value={category.slaClass}
        put={(slaClass) => change({ slaClass })}
      />
      <Select
        label={t('publication')}
        allowDeselect={false}
        data={(['usual', 'withoutPhotos', 'never'] as const).map((value) => ({ value, label: t(value) }))}
        value={category.publication}
        onChange={(publication) =>
          publication !== null && change({ publication: publication as CategoryInput['publication'] })
        }
      />
      {flag('needsEvidence')}
      {flag('keepOriginals')}
      {flag('confidential')}
      {flag('anonymous')}
      {flag('aboutUnit')}
      {flag('canBeUrgent')}
      {flag('active')}
      <Words label="keywords" value={category.keywords} put={(keywords) => change({ keywords })} />
      <Words label="synonyms" value={category.synonyms} put={(synonyms) => change({ synonyms })} />
    </>
  );
}

function Level({ category, change, tree }: Omit<Props, 'create'>) {
  const t = useCategoryWords();
  const parts = tree.wardParts.map((code) => ({ code, name: { vi: code, en: code } }));
  return (
    <>
      <Select
        label={t('competence')}
        allowDeselect={false}
        data={(['commune', 'city'] as const).map((value) => ({ value, label: t(value) }))}
        value={category.competence}
        onChange={(level) => level !== null && change({ competence: level as CategoryInput['competence'] })}
      />
      <Chosen label="cityUnit" among={tree.units} value={category.cityUnit} put={(cityUnit) => change({ cityUnit })} />
      <Chosen label="wardPart" among={parts} value={category.wardPart} put={(wardPart) => change({ wardPart })} />
    </>
  );
}

interface ChosenProps {
  readonly label: CategoriesTextKey;
  readonly among: readonly Named[];
  readonly value: string;
  readonly put: (value: string) => void;
}

function Chosen({ label, among, value, put }: ChosenProps) {
  const t = useCategoryWords();
  const language = useLanguage();
  return (
    <Select
      label={t(label)}
      required
      searchable
      allowDeselect={false}
      data={among.map(({ code, name }) => ({ value: code, label: name[language] }))}
      value={value}
      onChange={(chosen) => chosen !== null && put(chosen)}
    />
  );
}

interface WordsProps {
  readonly label: CategoriesTextKey;
  readonly value: readonly string[];
  readonly put: (words: readonly string[]) => void;
}

function Words({ label, value, put }: WordsProps) {
  const t = useCategoryWords();
  return (
    <Textarea
      label={t(label)}
      description={t('wordsHint')}
      autosize
      minRows={2}
      maxRows={10}
      defaultValue={value.join('\n')}
      onChange={(event) =>
        put(
          event.currentTarget.value
            .split('\n')
            .map((word) => word.trim())
            .filter((word) => word !== ''),
        )
      }
    />
  );
}
