import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useServiceWords } from './use-words.ts';

/** The token, in the one moment in which it can be read. */
export function TokenOnce({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  const t = useServiceWords();
  const field = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState<'copied' | 'copyByHand'>();
  const copy = async () => {
    // Without HTTPS there is no clipboard at all.
    const done = await navigator.clipboard?.writeText(token).then(
      () => true,
      () => false,
    );
    if (done !== true) field.current?.select();
    setTold(done === true ? 'copied' : 'copyByHand');
  };
  return (
    <div className="city-form">
      <p className="once">{t('onlyOnce')}</p>
      <TextInput
        ref={field}
        label={t('token')}
        value={token}
        readOnly
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className="wf-muted">{t('example')}</p>
      <pre className="service-example">{`curl -H "Authorization: Bearer $WARDFLOW_TOKEN" \\\n  ${location.origin}/api/v1/tasks?view=unit`}</pre>
      <p role="status">{told !== undefined && t(told)}</p>
      <div className="actions">
        <Button data-autofocus variant="default" onClick={() => void copy()}>
          {t('copy')}
        </Button>
        <Button onClick={onClose}>{t('keptIt')}</Button>
      </div>
    </div>
  );
}
