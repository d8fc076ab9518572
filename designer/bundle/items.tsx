/** What a bundle would do, a row for each item that differs; what is decided in a row is looked at anew at once. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BundleChoice, BundleDifference, BundleItem, BundlePreview } from '#engine/runtime/application/bundles.ts';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Order } from './import.tsx';
import { cityTextName, useBundleWords } from './use-words.ts';

export function Items({ preview, order }: { readonly preview: BundlePreview; readonly order: Order }) {
  const t = useBundleWords();
  const language = useLanguage();
  const rows = preview.items.filter(({ state, does }) => state !== 'same' || does === 'copy');
  const same = preview.items.length - rows.length;
  const nameOf = ({ item, kind, name }: BundleItem) =>
    kind === 'city' ? cityTextName(item, t) : (name?.[language] ?? item);
  if (rows.length === 0) return <p role="status">{t('nothing')}</p>;
  return (
    <>
      <div className="wf-card">
        <ListTable
          label={t('result')}
          rows={rows}
          keyOf={({ item }) => item}
          columns={[
            {
              head: t('columnItem'),
              cell: (row) => (
                <>
                  {nameOf(row)}
                  <Details item={row} />
                </>
              ),
            },
            {
              head: t('columnState'),
              cell: ({ state }) => (
                <span className={`wf-chip ${state === 'conflict' ? 'risk' : 'info'}`}>{t(`state_${state}`)}</span>
              ),
            },
            { head: t('columnDo'), cell: (row) => <Decision item={row} name={nameOf(row)} order={order} /> },
          ]}
        />
      </div>
      {same > 0 && <p className="wf-muted">{t('sameCount', { count: same })}</p>}
    </>
  );
}

function Decision({ item, name, order }: { readonly item: BundleItem; readonly name: string; readonly order: Order }) {
  const t = useBundleWords();
  const [copying, setCopying] = useState(item.does === 'copy');
  const [key, setKey] = useState('');
  if (item.closed !== '') return <span className="wf-muted">{t(`closed_${item.closed}`)}</span>;
  const decide = (does: BundleChoice['does'], as = '') => {
    const others = order.choices.filter((choice) => choice.item !== item.item);
    void order.look([...others, { item: item.item, does, key: as }]);
  };
  const service = item.kind === 'service';
  const options = [
    ...(item.does === 'undecided' ? [{ value: 'undecided', label: t('do_undecided') }] : []),
    { value: 'take', label: t(service ? 'do_takeDraft' : 'do_take') },
    { value: 'keep', label: t('do_keep') },
    ...(service ? [{ value: 'copy', label: t('do_copy') }] : []),
  ];
  const choose = (value: string) => {
    setCopying(value === 'copy');
    if (value === 'take' || value === 'keep') decide(value);
  };
  return (
    <div className="bundle-decision">
      <NativeSelect
        aria-label={`${t('columnDo')}: ${name}`}
        disabled={order.busy}
        value={copying ? 'copy' : item.does}
        onChange={(event) => choose(event.currentTarget.value)}
        data={options}
      />
      {copying && (
        <>
          <TextInput
            label={t('copyKey')}
            description={t('copyKeyHint')}
            value={key}
            maxLength={100}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
          <Button variant="default" disabled={key.trim() === ''} onClick={() => decide('copy', key.trim())}>
            {t('lookAgain')}
          </Button>
        </>
      )}
    </div>
  );
}

function Details({ item: { files, problems } }: { readonly item: BundleItem }) {
  const t = useBundleWords();
  const language = useLanguage();
  const told = files.filter(({ state }) => state !== 'new');
  return (
    <div className="bundle-details">
      {told.length > 0 && (
        <details>
          <summary>
            {t('details', { count: told.reduce((sum, { differences, more }) => sum + differences.length + more, 0) })}
          </summary>
          {told.map(({ name, differences, more }) => (
            <div key={name}>
              <p className="wf-muted">{name}</p>
              <ul>
                {differences.map((one) => (
                  <li key={`${one.what} ${one.of} ${one.part}`}>
                    <Line difference={one} />
                  </li>
                ))}
                {more > 0 && <li>{t('more', { count: more })}</li>}
              </ul>
            </div>
          ))}
        </details>
      )}
      {problems.length > 0 && (
        <details>
          <summary>{t('problems', { count: problems.length })}</summary>
          <ul>
            {problems.map(({ code, path, element, message }) => (
              <li key={`${code} ${path} ${element} ${message.en}`}>{message[language]}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Line({ difference: { what, of, part, before, after } }: { readonly difference: BundleDifference }) {
  const t = useBundleWords();
  const place = [of, part].filter((text) => text !== '').join(' · ');
  return (
    <>
      {t(what)} <strong>{place === '' ? t('wholeFile') : place}</strong>
      {(before !== '' || after !== '') && (
        <>
          : <del>{before}</del> <ins>{after}</ins>
        </>
      )}
    </>
  );
}
