/** A new stage or way to end: it is named first, since its code is made of the name and stays. */
import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Localised } from '#engine/cases/text/localised.ts';
import type { Named } from '#engine/runtime/application/common.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useWords } from './use-words.ts';

interface Props {
  readonly verb: string;
  /** Stages of the city that may be taken over as they are. */
  readonly listed?: readonly Named[];
  readonly onAdd: (name: Localised, code?: string) => void;
}

const own = '';

export function NewEntry({ verb, listed = [], onAdd }: Props) {
  const t = useWords();
  const language = useLanguage();
  const [name, setName] = useState<Localised | null>(null);
  const [code, setCode] = useState(own);
  const [tried, setTried] = useState(false);
  const begin = (to: Localised | null) => {
    setName(to);
    setCode(own);
    setTried(false);
  };
  if (name === null) {
    return (
      <div>
        <Button variant="default" onClick={() => begin({ vi: '', en: '' })}>
          {verb}
        </Button>
      </div>
    );
  }
  const choose = (chosen: string | null) => {
    const found = listed.find((one) => one.code === chosen);
    setCode(found?.code ?? own);
    if (found !== undefined) setName(found.name);
  };
  const faultOf = (text: string) => (tried && text.trim() === '' ? t('required') : undefined);
  return (
    <form
      className="settings-new"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (name.vi.trim() === '' || name.en.trim() === '') return;
        onAdd({ vi: name.vi.trim(), en: name.en.trim() }, code === own ? undefined : code);
        begin(null);
      }}
    >
      {listed.length > 0 && (
        <Select
          label={t('stageFrom')}
          description={t('stageFromHint')}
          allowDeselect={false}
          searchable
          data={[
            { value: own, label: t('stageOwn') },
            ...listed.map((one) => ({ value: one.code, label: one.name[language] })),
          ]}
          value={code}
          onChange={choose}
        />
      )}
      <div className="settings-pair">
        {(['vi', 'en'] as const).map((side) => (
          <TextInput
            key={side}
            required
            autoFocus={side === 'vi' && listed.length === 0}
            label={t(side === 'vi' ? 'newNameVi' : 'newNameEn')}
            lang={side}
            maxLength={120}
            autoComplete="off"
            error={faultOf(name[side])}
            value={name[side]}
            onChange={(event) => setName({ ...name, [side]: event.currentTarget.value })}
          />
        ))}
      </div>
      <div className="actions">
        <Button variant="default" onClick={() => begin(null)}>
          {t('cancel')}
        </Button>
        <Button type="submit">{t('add')}</Button>
      </div>
    </form>
  );
}
