/** An account is closed: first what would lose its handler, and where that goes. */

import { Button, Checkbox, Select } from '@mantine/core';
import { useState } from 'react';
import type { PersonDetail } from '#engine/runtime/application/people.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';

interface Props {
  readonly person: PersonDetail;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function DeactivateDialog({ person, onDone, onClose }: Props) {
  const t = usePeopleWords();
  const { losses, username, displayName } = person;
  const [handOver, setHandOver] = useState<string | null>(null);
  const [leaveEmpty, setLeaveEmpty] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const go = async () => {
    setBusy(true);
    const way = `/city/people/${encodeURIComponent(username)}/deactivate`;
    await api.post(way, { handOver, leaveEmpty }).then(onDone, setError);
    setBusy(false);
  };
  return (
    <Dialog onClose={onClose} title={t('deactivate')}>
      <div className="city-form">
        <p>{t('lossesLead', { name: displayName })}</p>
        <Definition of="people.inHands" />
        <LossList person={person} />
        {losses.tasks > 0 && (
          <Select
            label={t('handOver')}
            placeholder={t('backToUnit')}
            clearable
            data={losses.peers.map((peer) => ({ value: peer.username, label: peer.displayName }))}
            value={handOver}
            onChange={setHandOver}
          />
        )}
        {losses.posts.length > 0 && (
          <Checkbox
            label={t('leaveEmpty')}
            checked={leaveEmpty}
            onChange={(event) => setLeaveEmpty(event.currentTarget.checked)}
          />
        )}
        {error !== null && <ProblemNotice error={error} />}
        <div className="actions">
          <Button data-autofocus variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button color="red" loading={busy} onClick={() => void go()}>
            {t('deactivate')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function LossList({ person: { losses } }: Pick<Props, 'person'>) {
  const t = usePeopleWords();
  const language = useLanguage();
  const { tasks, posts, standsInFor, steps } = losses;
  const lines = [
    ...(tasks > 0 ? [t('lossTasks', { count: tasks })] : []),
    ...(posts.length > 0
      ? [t('lossPosts', { posts: posts.map(({ role, unit }) => `${role[language]}, ${unit[language]}`).join('; ') })]
      : []),
    ...(standsInFor.length > 0 ? [t('lossStandIn', { names: standsInFor.join(', ') })] : []),
    ...(steps.length > 0 ? [t('lossSteps', { steps: steps.map(({ step }) => step[language]).join(', ') })] : []),
  ];
  return (
    <ul>
      {(lines.length === 0 ? [t('lossNothing')] : lines).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
