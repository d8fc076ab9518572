/** Versions of a service and whether new cases may begin on them. */
import { Button, Checkbox } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { OperatedService, OperatedVersion } from '#engine/runtime/application/operations.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { operationsKey } from './queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useWords } from './use-words.ts';

export function Intake({ service }: { readonly service: OperatedService }) {
  const t = useWords();
  const [asked, setAsked] = useState<OperatedVersion>();
  return (
    <details className="wf-card intake">
      <summary>{t('versionsTitle')}</summary>
      <ul>
        {service.versions.map((one) => (
          <li key={one.version}>
            <span>
              {t('versionNumber', { version: one.version })}{' '}
              <span className="wf-muted">· {t('running', { count: one.live })}</span>{' '}
              {one.onHold && <span className="wf-chip risk">{t('onHold')}</span>}
            </span>
            <Button size="compact-sm" variant="default" onClick={() => setAsked(one)}>
              {one.onHold ? t('open') : t('hold')}
            </Button>
          </li>
        ))}
      </ul>
      {asked !== undefined && <HoldDialog service={service.key} version={asked} onClose={() => setAsked(undefined)} />}
    </details>
  );
}

function HoldDialog({
  service,
  version: { version, onHold, live },
  onClose,
}: {
  readonly service: string;
  readonly version: OperatedVersion;
  readonly onClose: () => void;
}) {
  const t = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [running, setRunning] = useState(false);
  const run = async (reason: string, key: string) => {
    const { batchId } = await api.post<{ readonly batchId: string | null }>(
      `/operations/services/${service}/versions/${version}/hold`,
      { hold: !onHold, running, reason, key },
    );
    notifications.show({ message: t(onHold ? 'opened' : 'held', { version }) });
    onClose();
    await queries.invalidateQueries({ queryKey: operationsKey });
    if (batchId !== null) await navigate(`/operations/batches/${batchId}`);
  };
  const label = t(onHold ? 'open' : 'hold');
  return (
    <ReasonDialog title={label} deeds={[{ label, run }]} onClose={onClose}>
      <p>{t(onHold ? 'openLead' : 'holdLead', { version })}</p>
      <Checkbox
        className="spaced"
        label={onHold ? t('openRunning') : t('holdRunning', { count: live })}
        checked={running}
        onChange={(event) => setRunning(event.currentTarget.checked)}
      />
    </ReasonDialog>
  );
}
