/** A program is let in: its name and what it may do, then its token, this once. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NewWorkerToken } from '#engine/runtime/application/external.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { OnceDialog } from '../once/once-dialog.tsx';
import { useWords } from './use-words.ts';
import { WorkerTokenOnce } from './worker-token-once.tsx';

interface Made {
  readonly name: string;
  readonly token: string;
}

const kinds = ['topics', 'messages', 'signals'] as const;
const nameLengthMax = 100;

export function CreateDialog({
  onMade,
  onClose,
}: {
  readonly onMade: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const t = useWords();
  const [made, setMade] = useState<Made>();
  const title = made === undefined ? t('create') : t('madeTitle', { name: made.name });
  return (
    <OnceDialog title={title} held={made !== undefined} onClose={onClose}>
      {made === undefined ? (
        <Questions
          onMade={(token) => {
            setMade(token);
            void onMade();
          }}
          onClose={onClose}
        />
      ) : (
        <WorkerTokenOnce token={made.token} onClose={onClose} />
      )}
    </OnceDialog>
  );
}

function Questions({ onMade, onClose }: { readonly onMade: (made: Made) => void; readonly onClose: () => void }) {
  const t = useWords();
  const [name, setName] = useState('');
  const [scope, setScope] = useState({ topics: '', messages: '', signals: '' });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const asked: NewWorkerToken = {
    name: name.trim(),
    topics: linesOf(scope.topics),
    messages: linesOf(scope.messages),
    signals: linesOf(scope.signals),
  };
  const noScope = kinds.every((kind) => asked[kind].length === 0);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (asked.name === '' || noScope) return;
    setBusy(true);
    setError(null);
    await api
      .post<{ readonly token: string }>('/worker-tokens', asked)
      .then(({ token }) => onMade({ name: asked.name, token }), setError);
    setBusy(false);
  };
  return (
    <form className="questions" noValidate onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        required
        data-autofocus
        autoComplete="off"
        maxLength={nameLengthMax}
        value={name}
        error={tried && asked.name === '' ? t('nameMissing') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {kinds.map((kind) => (
        <Textarea
          key={kind}
          label={t(kind)}
          description={t(`${kind}Hint`)}
          autosize
          minRows={1}
          spellCheck={false}
          autoCapitalize="off"
          value={scope[kind]}
          error={tried && noScope && kind === 'topics' ? t('scopeMissing') : undefined}
          onChange={(event) => setScope({ ...scope, [kind]: event.currentTarget.value })}
        />
      ))}
      {error !== null && <ProblemNotice error={error} labels={(path) => t(fieldOf(path))} />}
      <div className="actions">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('make')}
        </Button>
      </div>
    </form>
  );
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines)].filter((line) => line !== '');
}

/** `topics.3` → `topics`. */
function fieldOf(path: string): (typeof kinds)[number] | 'name' {
  return kinds.find((kind) => path.startsWith(kind)) ?? 'name';
}
