/** Other systems that call the API: which there are, what each may, its tokens. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ServiceAccountList } from '#engine/runtime/application/service-accounts.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { PageHead } from '../../page-head.tsx';
import { AccountCard } from './account-card.tsx';
import { NewAccount } from './new-account.tsx';
import './service-accounts.css';
import { useServiceWords } from './use-words.ts';

const listKey = ['city', 'service-accounts'] as const;

export function ServiceAccountsPage() {
  const t = useServiceWords();
  const queries = useQueryClient();
  const list = useQuery({ queryKey: listKey, queryFn: () => api.get<ServiceAccountList>('/city/service-accounts') });
  const [adding, setAdding] = useState(false);
  const [told, setTold] = useState('');
  const onDone = (words: string) => {
    setTold(words);
    void queries.invalidateQueries({ queryKey: listKey });
  };
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {!adding && list.data !== undefined && <Button onClick={() => setAdding(true)}>{t('new')}</Button>}
      </PageHead>
      <p role="status">{told}</p>
      <LoadState of={list} />
      {adding && list.data !== undefined && (
        <NewAccount
          list={list.data}
          onClose={() => setAdding(false)}
          onMade={(name) => {
            setAdding(false);
            onDone(t('created', { name }));
          }}
        />
      )}
      {list.data !== undefined && <Accounts list={list.data} onDone={onDone} />}
    </>
  );
}

function Accounts({
  list: { accounts, scopes },
  onDone,
}: {
  readonly list: ServiceAccountList;
  readonly onDone: (words: string) => void;
}) {
  const t = useServiceWords();
  const open = accounts.filter(({ closedAt }) => closedAt === null);
  const closed = accounts.filter(({ closedAt }) => closedAt !== null);
  return (
    <>
      {open.length === 0 && <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>}
      {open.map((account) => (
        <AccountCard key={account.code} account={account} scopes={scopes} onDone={onDone} />
      ))}
      {closed.length > 0 && (
        <details className="past">
          <summary>{t('closedOnes', { count: closed.length })}</summary>
          {closed.map((account) => (
            <AccountCard key={account.code} account={account} scopes={scopes} onDone={onDone} />
          ))}
        </details>
      )}
    </>
  );
}
