/** Programs outside: who is let in, to do what; a token is made and revoked here. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkerTokenView } from '#engine/runtime/application/external.ts';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { useMe, useWorkerTokens, workerTokensKey } from '../queries.ts';
import './connections.css';
import { PageHead } from '../page-head.tsx';
import { CreateDialog } from './create-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { TokenTable } from './token-table.tsx';
import { useWords } from './use-words.ts';

export function ConnectionsPage() {
  const t = useWords();
  const queries = useQueryClient();
  const tokens = useWorkerTokens();
  const may = useMe().data?.mayConnect === true;
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<WorkerTokenView>();
  const [told, setTold] = useState('');
  const again = () => queries.invalidateQueries({ queryKey: workerTokensKey });
  return (
    <div className="page connections">
      <PageHead title={t('title')} lead={t('lead')}>
        {may && <Button onClick={() => setCreating(true)}>{t('create')}</Button>}
      </PageHead>
      <p className="told" role="status">
        {told}
      </p>
      <LoadState of={tokens} />
      {tokens.data !== undefined && <Tokens tokens={tokens.data} onRevoke={setRevoking} />}
      {creating && <CreateDialog onMade={again} onClose={() => setCreating(false)} />}
      {revoking !== undefined && (
        <RevokeDialog
          token={revoking}
          onDone={async () => {
            setTold(t('revokedNow', { name: revoking.name }));
            await again();
          }}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </div>
  );
}

function Tokens({
  tokens,
  onRevoke,
}: {
  readonly tokens: readonly WorkerTokenView[];
  readonly onRevoke: (token: WorkerTokenView) => void;
}) {
  const t = useWords();
  const good = tokens.filter(({ revokedAt }) => revokedAt === null);
  const revoked = tokens.filter(({ revokedAt }) => revokedAt !== null);
  if (tokens.length === 0) {
    return (
      <EmptyState title={t('none')}>
        <p>{t('noneHint')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      {good.length === 0 ? <p>{t('noneGood')}</p> : <TokenTable label={t('good')} tokens={good} onRevoke={onRevoke} />}
      {revoked.length > 0 && (
        <details className="revoked">
          <summary>{t('revoked', { count: revoked.length })}</summary>
          <TokenTable label={t('revoked', { count: revoked.length })} tokens={revoked} />
        </details>
      )}
    </>
  );
}
