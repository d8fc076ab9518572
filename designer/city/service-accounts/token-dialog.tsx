/** A token is made: what it opens, from where, until when; then the token, this once. */
import { Button, Checkbox, NumberInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NewServiceToken, ServiceAccountView } from '#engine/runtime/application/service-accounts.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import type { ServiceAccountsTextKey } from '#portal/kit/texts/service-accounts.ts';
import { OnceDialog } from '../../once/once-dialog.tsx';
import { TokenOnce } from './token-once.tsx';
import { useServiceWords } from './use-words.ts';

const perMinuteUsual = 120;
const fields = ['scopes', 'addresses', 'perMinute', 'lastDay'] as const;

export function TokenDialog({
  account: { code, name },
  scopes,
  onMade,
  onClose,
}: {
  readonly account: ServiceAccountView;
  /** All that a token can be good for. */
  readonly scopes: readonly string[];
  readonly onMade: () => void;
  readonly onClose: () => void;
}) {
  const t = useServiceWords();
  const [token, setToken] = useState<string>();
  const held = token !== undefined;
  return (
    <OnceDialog title={t(held ? 'madeTitle' : 'newTokenOf', { name })} held={held} onClose={onClose}>
      {token === undefined ? (
        <Questions
          code={code}
          all={scopes}
          onMade={(made) => {
            setToken(made);
            onMade();
          }}
          onClose={onClose}
        />
      ) : (
        <TokenOnce token={token} onClose={onClose} />
      )}
    </OnceDialog>
  );
}

function Questions({
  code,
  all,
  onMade,
  onClose,
}: {
  readonly code: string;
  readonly all: readonly string[];
  readonly onMade: (token: string) => void;
  readonly onClose: () => void;
}) {
  const t = useServiceWords();
  const [order, setOrder] = useState({ name: '', lastDay: '', perMinute: perMinuteUsual, networks: '' });
  const [scopes, setScopes] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const { networks, ...rest } = order;
    const addresses = networks.split('\n').map((line) => line.trim());
    const json: NewServiceToken = { ...rest, scopes, addresses: addresses.filter((line) => line !== '') };
    await api
      .post<{ readonly token: string }>(`/city/service-accounts/${encodeURIComponent(code)}/tokens`, json)
      .then(({ token }) => onMade(token), setError);
    setBusy(false);
  };
  return (
    <form className="city-form" onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t('tokenName')}
        description={t('tokenNameHint')}
        required
        data-autofocus
        autoComplete="off"
        maxLength={100}
        value={order.name}
        onChange={(event) => setOrder({ ...order, name: event.currentTarget.value })}
      />
      <Checkbox.Group label={t('scopes')} description={t('scopesHint')} required value={scopes} onChange={setScopes}>
        <div className="scope-choices">
          {all.map((scope) => (
            <Checkbox key={scope} value={scope} label={t(`scope.${scope}` as ServiceAccountsTextKey)} />
          ))}
        </div>
      </Checkbox.Group>
      <TextInput
        type="date"
        label={t('lastDay')}
        description={t('lastDayHint')}
        required
        value={order.lastDay}
        onChange={(event) => setOrder({ ...order, lastDay: event.currentTarget.value })}
      />
      <Textarea
        label={t('addresses')}
        description={t('addressesHint')}
        autosize
        minRows={1}
        spellCheck={false}
        value={order.networks}
        onChange={(event) => setOrder({ ...order, networks: event.currentTarget.value })}
      />
      <NumberInput
        label={t('perMinute')}
        min={1}
        allowDecimal={false}
        value={order.perMinute}
        onChange={(value) => setOrder({ ...order, perMinute: Number(value) })}
      />
      {error !== null && <ProblemNotice error={error} labels={(path) => labelOf(t, path)} />}
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

/** `scopes.3` → the words of `scopes`. */
function labelOf(t: ReturnType<typeof useServiceWords>, path: string): string {
  return t(fields.find((field) => path.startsWith(field)) ?? 'tokenName');
}
