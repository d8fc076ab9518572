/** One category: what it is, who leads, what is promised and published, what more is asked, and what hangs on it. */
import { Button, Checkbox } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { CategoryInput, CategoryTree } from '#engine/runtime/application/categories.ts';
import type { Uses as Found } from '#engine/runtime/application/organisation.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { NoteField } from '../note-field.tsx';
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
    publication: 'usual',
    needsEvidence: false,
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
  const queries = useQueryClient();
  const [category, setCategory] = useState(initial);
  const [confirmed, setConfirmed] = useState(false);
  const [note, setNote] = useState('');
  const [told, setTold] = useState('');
  const [error, setError] = useState<unknown>(null);
  const change = (part: Partial<CategoryInput>) => setCategory((before) => ({ ...before, ...part }));
  const closing = initial.active && !category.active;
  const saved = async (after: CategoryTree) => {
    queries.setQueryData(treeKey, after);
    await queries.invalidateQueries({ queryKey: ['city', 'routing'] });
    setNote('');
    setTold(t('saved'));
    if (create) await navigate(`/city/categories/${encodeURIComponent(category.code)}`);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    setTold('');
    const body = { category, create, confirmed, revision: tree.revision, note };
    await api.post<CategoryTree>('/city/categories', body).then(saved, setError);
  };
  return (
    <>
      <div className="service-head">
        <h1>{create ? t('new') : initial.name[language]}</h1>
      </div>
      <p role="status">{told}</p>
      {!create && <HangsOn code={initial.code} />}
      <form className="city-form" onSubmit={(event) => void submit(event)}>
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
        <NoteField value={note} onChange={setNote} />
        {error !== null && <ProblemNotice error={error} />}
        <div className="actions">
          <Button component={Link} to="/city/categories" variant="default">
            {t('cancel')}
          </Button>
          <Button type="submit">{t('save')}</Button>
        </div>
      </form>
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
