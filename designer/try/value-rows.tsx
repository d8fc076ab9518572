/** What a machine answers with, or a message brings: names and values. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Json, Variables } from '#engine/core/values.ts';
import { useSpeech } from './use-words.ts';
import type { Speech } from './words.ts';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly text: string;
}

export function ValueRows({
  onSend,
  onCancel,
}: {
  readonly onSend: (variables: Variables) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useSpeech();
  const [rows, setRows] = useState<readonly Row[]>([{ id: 0, name: '', text: '' }]);
  const change = (id: number, part: Partial<Row>) =>
    setRows((before) => before.map((row) => (row.id === id ? { ...row, ...part } : row)));
  return (
    <form
      className="try-values"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(Object.fromEntries(rows.flatMap(({ name, text }) => (name === '' ? [] : [[name, jsonOf(text, t)]]))));
      }}
    >
      {rows.map(({ id, name, text }) => (
        <div key={id} className="try-value">
          <TextInput
            label={t('valueName')}
            value={name}
            onChange={(event) => change(id, { name: event.currentTarget.value.trim() })}
          />
          <TextInput
            label={t('value')}
            value={text}
            onChange={(event) => change(id, { text: event.currentTarget.value })}
          />
          <Button
            variant="default"
            aria-label={t('removeValue', { name })}
            onClick={() => setRows(rows.filter((row) => row.id !== id))}
          >
            ×
          </Button>
        </div>
      ))}
      <div className="try-buttons">
        <Button
          variant="default"
          onClick={() => setRows([...rows, { id: Math.max(-1, ...rows.map((row) => row.id)) + 1, name: '', text: '' }])}
        >
          {t('addValue')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit">{t('sendAnswer')}</Button>
      </div>
    </form>
  );
}

/** Numbers, yes and no as people write them, lists and objects as JSON; anything else is a text. */
function jsonOf(text: string, t: Speech['t']): Json {
  const given = text.trim();
  if (given.toLowerCase() === t('yes')) return true;
  if (given.toLowerCase() === t('no')) return false;
  if (given === '') return null;
  try {
    return JSON.parse(given) as Json;
  } catch {
    return text;
  }
}
