import { Button } from '@mantine/core';
import { api } from '#portal/kit/react/api-client.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useAccountWords } from '#portal/kit/react/use-account-words.ts';
import type { PartProps } from './account-page.tsx';
import { useWork } from './use-work.ts';

export function Recovery({ account: { recoveryCodesLeft, totpSince, passkeys, fresh }, onDone }: PartProps) {
  const t = useAccountWords();
  const { busy, error, run } = useWork();
  const hasFactor = totpSince !== null || passkeys.length > 0;
  const make = async () => {
    const made = await api.post<{ readonly recoveryCodes: readonly string[] }>('/account/recovery-codes');
    onDone('', made.recoveryCodes);
  };
  return (
    <section>
      <h2>{t('recovery')}</h2>
      <p className="wf-muted">{t('recoveryLead')}</p>
      <p>{hasFactor ? t('recoveryLeft', { count: recoveryCodesLeft }) : t('recoveryNone')}</p>
      {error !== null && <ProblemNotice error={error} />}
      {hasFactor && (
        <Button variant="default" loading={busy} disabled={!fresh} onClick={() => void run(make)}>
          {t('recoveryNew')}
        </Button>
      )}
    </section>
  );
}

/** The codes in the one moment in which they can be read: no slip of a key or of the mouse closes it. */
export function CodesShown({ codes, onClose }: { readonly codes: readonly string[]; readonly onClose: () => void }) {
  const t = useAccountWords();
  return (
    <Dialog
      title={t('recoveryTitle')}
      onClose={onClose}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <p>{t('recoveryOnce')}</p>
      <ul className="account-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button data-autofocus onClick={onClose}>
        {t('recoveryKept')}
      </Button>
    </Dialog>
  );
}
