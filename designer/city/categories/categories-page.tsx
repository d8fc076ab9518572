/** The tree of categories: groups of any depth, each category with what is unusual about it. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CategoryTree, CategoryView, GroupView } from '#engine/runtime/application/categories.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../../page-head.tsx';
import { GroupDialog } from './group-dialog.tsx';
import './categories.css';
import { treeKey, useCategoryWords, useTree } from './use-tree.ts';

export function CategoriesPage() {
  const t = useCategoryWords();
  const tree = useTree();
  const queries = useQueryClient();
  const [group, setGroup] = useState<GroupView | 'new'>();
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        <div className="actions">
          <Button variant="default" onClick={() => setGroup('new')}>
            {t('newGroup')}
          </Button>
          <Button component={Link} to="/city/categories/new">
            {t('new')}
          </Button>
        </div>
      </PageHead>
      <LoadState of={tree} />
      {tree.data !== undefined && <Tree tree={tree.data} onGroup={setGroup} />}
      {tree.data !== undefined && group !== undefined && (
        <GroupDialog
          tree={tree.data}
          group={group === 'new' ? undefined : group}
          onSaved={(saved) => {
            queries.setQueryData(treeKey, saved);
            setGroup(undefined);
          }}
          onClose={() => setGroup(undefined)}
        />
      )}
    </>
  );
}

function Tree({ tree, onGroup }: { readonly tree: CategoryTree; readonly onGroup: (group: GroupView) => void }) {
  const t = useCategoryWords();
  const closed = tree.categories.filter(({ active }) => !active).length;
  return (
    <>
      <p className="wf-muted">{t('count', { count: tree.categories.length, closed })}</p>
      <div className="wf-card unit-tree">
        <Branch tree={tree} parent={null} onGroup={onGroup} />
      </div>
    </>
  );
}

interface BranchProps {
  readonly tree: CategoryTree;
  readonly parent: string | null;
  readonly onGroup: (group: GroupView) => void;
}

function Branch({ tree, parent, onGroup }: BranchProps) {
  const t = useCategoryWords();
  const language = useLanguage();
  return (
    <ul>
      {tree.groups
        .filter((group) => group.parent === parent)
        .map((group) => (
          <li key={group.code}>
            <details open={parent === null}>
              <summary>
                <span className="unit-line">
                  {group.name[language]} <code>{group.code}</code>
                </span>
              </summary>
              <Button size="xs" variant="subtle" onClick={() => onGroup(group)}>
                {t('editGroup')}: {group.name[language]}
              </Button>
              <ul>
                {tree.categories
                  .filter((category) => category.group === group.code)
                  .map((category) => (
                    <li key={category.code}>
                      <CategoryLine category={category} />
                    </li>
                  ))}
              </ul>
              <Branch tree={tree} parent={group.code} onGroup={onGroup} />
            </details>
          </li>
        ))}
    </ul>
  );
}

function CategoryLine({ category }: { readonly category: CategoryView }) {
  const t = useCategoryWords();
  const language = useLanguage();
  const { code, name, active, confidential, slaClass, questions, publication } = category;
  return (
    <span className="unit-line">
      <Link to={`/city/categories/${encodeURIComponent(code)}`}>{name[language]}</Link> <code>{code}</code>{' '}
      <span className="wf-chip mute">{slaClass}</span> {!active && <span className="wf-chip late">{t('closed')}</span>}{' '}
      {confidential && <span className="wf-chip mute">{t('confidential')}</span>}{' '}
      {questions !== null && <span className="wf-chip mute">{t('asks', { count: questions.components.length })}</span>}{' '}
      {publication !== 'usual' && (
        <span className="wf-chip mute">
          {t('publication')}: {t(publication)}
        </span>
      )}
    </span>
  );
}
