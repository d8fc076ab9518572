/** Whose bundles are taken in without further questions, and the key to give to others. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BundleBook, TrustedKey } from '#engine/runtime/application/bundles.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { SaveForm } from '../city/save-form.tsx';
import { useSave } from '../city/use-save.ts';
import { bundlesKey } from './bundles-key.ts';
import { useBundleWords } from './use-words.ts';

export function Keys({ book }: { readonly book: BundleBook }) {
  const t = useBundleWords();
  const [keys, setKeys] = useState<readonly TrustedKey[]>(book.keys.map(({ key, name }) => ({ key, name })));
  const write = (note: string) => api.put<BundleBook>('/city/bundles/keys', { keys, revision: book.revision, note });
  const save = useSave({ key: bundlesKey, write, onSaved: () => undefined });
  const change = (at: number, part: Partial<TrustedKey>) =>
    setKeys((before) => before.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const changed = JSON.stringify(keys) !== JSON.stringify(book.keys.map(({ key, name }) => ({ key, name })));
  const ids = new Map(book.keys.map(({ key, id }) => [key, id]));
  return (
    <section aria-labelledby="bundle-keys">
      <h2 id="bundle-keys">{t('keys')}</h2>
      <p className="wf-muted">{t('keysLead')}</p>
      <TextInput
        label={t('ownKey')}
        description={t('ownKeyHint', { id: book.ownKey.id })}
        value={book.ownKey.key}
        readOnly
      />
      {keys.length === 0 && <p className="wf-muted">{t('keyNone')}</p>}
      {keys.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a key that is typed has no name of its own yet
        <div className="bundle-key" key={at}>
          <TextInput
            label={t('keyName')}
            value={one.name}
            maxLength={200}
            onChange={(event) => change(at, { name: event.currentTarget.value })}
          />
          <TextInput
            label={t('keyText')}
            description={ids.has(one.key) ? `${t('keyId')}: ${ids.get(one.key)}` : undefined}
            value={one.key}
            maxLength={100}
            onChange={(event) => change(at, { key: event.currentTarget.value })}
          />
          <Button
            variant="default"
            aria-label={t('keyRemove', { name: one.name })}
            onClick={() => setKeys((before) => before.filter((_, index) => index !== at))}
          >
            ×
          </Button>
        </div>
      ))}
      <div className="actions">
        <Button variant="default" onClick={() => setKeys((before) => [...before, { key: '', name: '' }])}>
          {t('keyAdd')}
        </Button>
      </div>
      {changed && (
        <SaveForm save={save} labels={(path) => (path.endsWith('name') ? t('keyName') : t('keyText'))}>
          {null}
        </SaveForm>
      )}
    </section>
  );
}
