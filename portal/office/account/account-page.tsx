/** "Tài khoản của tôi": how I sign in, where I am signed in, and what was changed about it. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OwnAccount } from '#engine/runtime/application/own-account.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useAccountWords } from '#portal/kit/react/use-account-words.ts';
import './account.css';
import { Email } from './email.tsx';
import { Links } from './links.tsx';
import { Notices } from './notices.tsx';
import { Passkeys } from './passkeys.tsx';
import { PasswordForm } from './password-form.tsx';
import { CodesShown, Recovery } from './recovery.tsx';
import { Sessions } from './sessions.tsx';
import { Totp } from './totp.tsx';

const key = ['own-account'] as const;
/** Relative to the origin: the sign-in page is no page of this application. */
const signInAgain = '/sign-in?again=1&next=/office/account';

export function AccountPage() {
  const t = useAccountWords();
  const own = useQuery({ queryKey: key, queryFn: () => api.get<OwnAccount>('/account') });
  return (
    <div className="account-page">
      <h1>{t('title')}</h1>
      <p className="wf-muted">{t('lead')}</p>
      {own.error !== null && <ProblemNotice error={own.error} />}
      {own.isPending && <p role="status">{t('loading')}</p>}
      {own.data !== undefined && <Loaded account={own.data} />}
    </div>
  );
}

export interface PartProps {
  readonly account: OwnAccount;
  /** Something was changed: what to say of it, and recovery codes to show once. */
  readonly onDone: (words: string, codes?: readonly string[] | null) => void;
}

function Loaded({ account }: { readonly account: OwnAccount }) {
  const t = useAccountWords();
  const queries = useQueryClient();
  const [told, setTold] = useState('');
  const [codes, setCodes] = useState<readonly string[]>();
  const onDone: PartProps['onDone'] = (words, shown) => {
    setTold(words);
    if (shown) setCodes(shown);
    void queries.invalidateQueries({ queryKey: key });
    void queries.invalidateQueries({ queryKey: ['me'] });
  };
  const part = { account, onDone };
  return (
    <>
      {account.needs !== null && (
        <p className="wf-notice" role="alert">
          {t(account.needs === 'passkey' ? 'needsPasskey' : 'needsAny')}
        </p>
      )}
      {account.needs === null && account.demand !== 'none' && (
        <p>
          <a href="/office">{t('goOn')}</a>
        </p>
      )}
      {!account.fresh && (
        <p className="wf-notice">
          {t('notFresh')}{' '}
          <Button component="a" href={signInAgain} size="xs" variant="default">
            {t('signInAgain')}
          </Button>
        </p>
      )}
      <p role="status">{told}</p>
      <Notices {...part} />
      <Email {...part} />
      <Passkeys {...part} />
      <Totp {...part} />
      <Recovery {...part} />
      <PasswordForm {...part} />
      <Sessions {...part} />
      <Links {...part} />
      {codes !== undefined && <CodesShown codes={codes} onClose={() => setCodes(undefined)} />}
    </>
  );
}
