/** The texts in their groups, each with both languages beside each other; filtered by what is missing or searched. */
import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fold } from '#engine/cases/text/fold.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { isMissing, type ServiceText } from './service-texts.ts';
import { idOf } from './table.ts';
import { useWords } from './use-words.ts';

interface Props {
  readonly texts: readonly ServiceText[];
  readonly change: (text: ServiceText) => void;
}

export function TextTable({ texts, change }: Props) {
  const t = useWords();
  const [onlyMissing, setOnlyMissing] = useState(false);
  const [search, setSearch] = useState('');
  // A text that was filled in a moment ago stays where it is until the filter is set anew.
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const missing = texts.filter(isMissing);
  const wanted = fold(search);
  const fits = (text: ServiceText) =>
    (!onlyMissing || isMissing(text) || kept.has(idOf(text))) && fold(`${text.vi} ${text.en}`).includes(wanted);
  const shown = texts.filter(fits);
  const groups = [...Map.groupBy(shown, ({ path }) => path)];
  return (
    <>
      <p role="status" className="totals">
        <span className="wf-chip mute">{t('all', { count: texts.length })}</span>
        {missing.length === 0 ? (
          <span className="wf-chip ok">{t('complete')}</span>
        ) : (
          <span className="wf-chip late">{t('missing', { count: missing.length })}</span>
        )}
      </p>
      <div className="filters texts-filters">
        <TextInput label={t('search')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
        <Checkbox
          label={t('onlyMissing')}
          checked={onlyMissing}
          onChange={(event) => {
            setOnlyMissing(event.currentTarget.checked);
            setKept(new Set());
          }}
        />
      </div>
      {shown.length === 0 && (
        <p className="wf-muted">{t(onlyMissing && search === '' ? 'nothingMissing' : 'noneFound')}</p>
      )}
      {groups.map(([path, own]) => (
        <Group
          key={path}
          texts={own}
          change={(text) => {
            setKept(new Set([...kept, idOf(text)]));
            change(text);
          }}
        />
      ))}
    </>
  );
}

function Group({ texts, change }: Props) {
  const t = useWords();
  const language = useLanguage();
  const [first] = texts;
  if (first === undefined) return null;
  const title = first.kind === 'form' ? `${t('form')}: ${first.of[language]}` : t(first.kind);
  return (
    <section className="wf-card texts" aria-label={title}>
      <div className="card-head">
        <h2>{title}</h2>
        {texts.some(isMissing) && (
          <span className="wf-chip late">{t('missing', { count: texts.filter(isMissing).length })}</span>
        )}
      </div>
      <table className="list">
        <thead>
          <tr>
            {(['columnWhat', 'columnVi', 'columnEn'] as const).map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {texts.map((text) => (
            <TextRow key={idOf(text)} text={text} change={change} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** `Tiếp nhận – SMS`; a text of a form says itself what it is. */
export function useWhat(): (text: ServiceText) => string {
  const t = useWords();
  const language = useLanguage();
  return ({ kind, of, what, vi, en }) => {
    if (kind === 'form') return language === 'en' && en !== '' ? en : vi;
    return `${of[language] || of.vi} – ${t(what)}`;
  };
}

function TextRow({ text, change }: { readonly text: ServiceText; readonly change: (text: ServiceText) => void }) {
  const t = useWords();
  const what = useWhat()(text);
  return (
    <tr>
      <th scope="row">
        {what} {isMissing(text) && <span className="wf-chip late">{t('missingOne')}</span>}
      </th>
      {(['vi', 'en'] as const).map((side) => (
        <td key={side} data-label={t(side === 'vi' ? 'columnVi' : 'columnEn')}>
          <Words
            label={t(side === 'vi' ? 'inVi' : 'inEn', { what })}
            side={side}
            value={text[side]}
            put={(value) => change({ ...text, [side]: value })}
          />
        </td>
      ))}
    </tr>
  );
}

interface WordsProps {
  readonly label: string;
  readonly side: 'vi' | 'en';
  readonly value: string;
  readonly put: (value: string) => void;
}

/** Hundreds of them stand on the page, so it is the browser's own field; it is written when it is left. */
function Words({ label, side, value, put }: WordsProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? value;
  return (
    <textarea
      aria-label={label}
      aria-invalid={value.trim() === '' ? true : undefined}
      lang={side}
      rows={Math.min(8, Math.max(1, shown.split('\n').length, Math.ceil(shown.length / 48)))}
      value={shown}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        if (typed !== null && typed !== value) put(typed);
        setTyped(null);
      }}
    />
  );
}
