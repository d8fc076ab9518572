/** One operation on one instance: what it would close and open, asked of the server, before it is done. */

import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Operation, Outcome, OutcomeLine } from '#engine/runtime/application/operations.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { LifeChip } from './chips.tsx';
import { operationsKey } from './queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useWords } from './use-words.ts';

export function DeedDialog({
  instanceId,
  operation,
  nameOf,
  onClose,
}: {
  readonly instanceId: string;
  readonly operation: Operation;
  /** An element as people call it. */
  readonly nameOf: (element: string) => string;
  readonly onClose: () => void;
}) {
  const t = useWords();
  const queries = useQueryClient();
  const path = `/operations/instances/${instanceId}`;
  const preview = useQuery({
    // Outside of what is asked again after the deed: by then it is no question any more.
    queryKey: ['preview', instanceId, operation],
    queryFn: () => api.post<Outcome>(`${path}/preview`, { operation }),
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const label = t(`op_${operation.kind}`);
  const run = async (reason: string, key: string) => {
    await api.post<Outcome>(`${path}/operations`, { operation, reason, key });
    notifications.show({ message: t('done', { operation: label }) });
    onClose();
    await queries.invalidateQueries({ queryKey: operationsKey });
  };
  return (
    <ReasonDialog
      title={label}
      deeds={[{ label, run, danger: operation.kind === 'cancel' }]}
      ready={preview.data !== undefined}
      labels={nameOf}
      onClose={onClose}
    >
      <p>{t(`lead_${operation.kind}`)}</p>
      {preview.isPending && <p role="status">{t('looking')}</p>}
      {preview.error !== null && <ProblemNotice error={preview.error} labels={nameOf} />}
      {preview.data !== undefined && <Ahead outcome={preview.data} />}
    </ReasonDialog>
  );
}

function Ahead({ outcome }: { readonly outcome: Outcome }) {
  const t = useWords();
  const { closes, opens, stuck, state, proved } = outcome;
  const nothing = closes.length + opens.length + stuck.length === 0;
  const [before, after] = t('becomes').split('{state}');
  return (
    <div className="ahead" aria-live="polite">
      {nothing && <p>{t('willNothing')}</p>}
      <Lines title={t('willClose')} lines={closes} sign="−" />
      <Lines title={t('willOpen')} lines={opens.filter(({ waitsFor }) => waitsFor !== 'incident')} sign="+" />
      <Lines title={t('willBeStuck')} lines={stuck} sign="!" />
      <p>
        {before}
        <LifeChip life={state} />
        {after}
      </p>
      {!proved && <p className="wf-muted">{t('notProved')}</p>}
    </div>
  );
}

function Lines({
  title,
  lines,
  sign,
}: {
  readonly title: string;
  readonly lines: readonly OutcomeLine[];
  readonly sign: string;
}) {
  const t = useWords();
  const language = useLanguage();
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className="ahead-lines">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two tokens at one element look the same
          <li key={`${line.element} ${index}`}>
            <span aria-hidden="true">{sign}</span> <strong>{line.name[language]}</strong>{' '}
            <span className="wf-muted">{t(`wait_${line.waitsFor}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
