/** One category: what it is, who leads, what is promised and published, what more is asked, and what hangs on it. */
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { CategoryInput, CategoryTree } from '#engine/runtime/application/categories.ts';
import type { Uses as Found } from '#engine/runtime/application/organisation.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { SaveForm } from '../save-form.tsx';
import { useSave } from '../use-save.ts';
import { Uses } from '../uses.tsx';
import { CategoryFields } from './category-fields.tsx';
import { Questions } from './questions.tsx';
import { Stops } from './stops.tsx';
import './categories.css';
import { treeKey, useCategoryWords, useTree } from './use-tree.ts';

export function CategoryPage() {
  const t = useCategoryWords();
  const { code = '' } = useParams();
  const tree = useTree();
  const known = tree.data?.categories.find((one) => one.code === code);
  return (
    <>
      <p>
        <Link to="/city/categories">{t('back')}</Link>
      </p>
      <LoadState of={tree} />
      {tree.data !== undefined && (known !== undefined || code === 'new') && (
        <Editor key={code} tree={tree.data} initial={known ?? blank(tree.data)} create={known === undefined} />
      )}
    </>
  );
}

/** A new category is closed until a rule knows its unit. */
function blank({ groups, units, wardParts, slaClasses }: CategoryTree): CategoryInput {
  return {
    code: '',
    name: { vi: '', en: '' },
    group: groups[0]?.code ?? '',
    cityUnit: units[0]?.code ?? '',
    wardPart: wardParts[0] ?? '',
    competence: 'commune',
    slaClass: slaClasses[0]?.code ?? '',
    canBeUrgent: false,
    confidential: false,
    anonymous: true,
    aboutUnit: false,
    publication: 'usual',
    needsEvidence: false,
    keepOriginals: false,
    keywords: [],
    synonyms: [],
    questions: null,
    stops: [],
    active: false,
  };
}

interface EditorProps {
  readonly tree: CategoryTree;
  readonly initial: CategoryInput;
  readonly create: boolean;
}

function Editor({ tree, initial, create }: EditorProps) {
  const t = useCategoryWords();
  const language = useLanguage();
  const navigate = useNavigate();
  const [category, setCategory] = useState(initial);
  const [confirmed, setConfirmed] = useState(false);
  const change = (part: Partial<CategoryInput>) => setCategory((before) => ({ ...before, ...part }));
  const closing = initial.active && !category.active;
  const save = useSave({
    key: treeKey,
    touches: ['city', 'routing'],
    write: (note) =>
      api.post<CategoryTree>('/city/categories', { category, create, confirmed, revision: tree.revision, note }),
    onSaved: () => create && navigate(`/city/categories/${encodeURIComponent(category.code)}`),
  });
  return (
    <>
      <div className="service-head">
        <h1>{create ? t('new') : initial.name[language]}</h1>
      </div>
      {!create && <HangsOn code={initial.code} />}
      <SaveForm key={tree.revision} save={save} cancel="/city/categories">
        <CategoryFields tree={tree} category={category} change={change} create={create} />
        <Questions category={category} change={change} />
        <Stops category={category} change={change} />
        {closing && (
          <Checkbox
            label={t('confirmClose')}
            checked={confirmed}
            onChange={(event) => setConfirmed(event.currentTarget.checked)}
          />
        )}
      </SaveForm>
      <p role="status">{save.isSuccess ? t('saved') : ''}</p>
    </>
  );
}

/** Reverse references: the rules that are for it, and whatever else names it. */
function HangsOn({ code }: { readonly code: string }) {
  const t = useCategoryWords();
  const use = useQuery({
    queryKey: ['city', 'category-use', code],
    queryFn: () => api.get<Found>(`/city/categories/${encodeURIComponent(code)}/use`),
  });
  if (use.data === undefined) return null;
  return (
    <section className="wf-card block" aria-labelledby="hangs-on">
      <h2 id="hangs-on">{t('hangsOn')}</h2>
      <Uses uses={use.data} none={t('noRules')} />
    </section>
  );
}
