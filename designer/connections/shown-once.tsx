/** The token, in the one moment in which it can be read. */
import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useWords } from './use-words.ts';

export function ShownOnce({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  const t = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<'copied' | 'copyByHand'>();
  const copy = async () => {
    const done = await write(token);
    if (!done) field.current?.select();
    setCopied(done ? 'copied' : 'copyByHand');
  };
  return (
    <div className="questions">
      <p className="once">{t('onlyOnce')}</p>
      <TextInput
        ref={field}
        label={t('token')}
        value={token}
        readOnly
        spellCheck={false}
        className="secret"
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className="address">
        <span className="wf-muted">{t('address')}:</span> <code>{location.origin}</code>
      </p>
      <p className="wf-muted">{t('howTo')}</p>
      <p role="status">{copied !== undefined && t(copied)}</p>
      <div className="actions">
        <Button data-autofocus variant="default" onClick={() => void copy()}>
          {t('copy')}
        </Button>
        <Button onClick={onClose}>{t('keptIt')}</Button>
      </div>
    </div>
  );
}

/** @returns false where the browser does not let pages copy; without HTTPS there is no clipboard at all */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
