/** Who would have been told what, and when, in one case that was tried: messages of the process and warnings of its clocks. */
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Told as ToldOfCase } from '#engine/cases/told.ts';
import type { DraftTrial, DraftTrials } from '#engine/runtime/application/history.ts';
import { dateTime } from '#portal/kit/format.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { timeZone } from '../queries.ts';
import { useText } from '../use-text.ts';

/** Cases that one may choose from, the newest first. */
const offeredMax = 200;

export function Told({
  cases,
  names,
  first,
}: {
  readonly cases: readonly DraftTrial[];
  readonly names: DraftTrials['names'];
  /** The case that is looked at above. */
  readonly first: string | undefined;
}) {
  const t = useText();
  const [chosen, setChosen] = useState<string>();
  const id = chosen ?? first;
  const shown = cases.find(({ instanceId }) => instanceId === id) ?? cases[0];
  return (
    <section className="wf-card figures-card" aria-labelledby="told">
      <div className="card-head">
        <h2 id="told">{t('told')}</h2>
      </div>
      <p className="wf-muted">{t('toldHint')}</p>
      <NativeSelect
        label={t('toldCase')}
        value={shown?.instanceId ?? ''}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={cases.slice(0, offeredMax).map(({ instanceId, registerNumber }) => ({
          value: instanceId,
          label: registerNumber ?? t('noNumber'),
        }))}
      />
      {shown !== undefined && <ToldList told={shown.told} names={names} />}
    </section>
  );
}

function ToldList({ told, names }: { readonly told: readonly ToldOfCase[]; readonly names: DraftTrials['names'] }) {
  const t = useText();
  if (told.length === 0) return <p>{t('toldNone')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer scrolls the table from here
    <section className="scroll" aria-label={t('told')} tabIndex={0}>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t('toldAt')}</th>
            <th scope="col">{t('toldWhat')}</th>
            <th scope="col">{t('toldTo')}</th>
          </tr>
        </thead>
        <tbody>
          {told.map((one) => (
            <Line key={`${one.at} ${one.element} ${one.clock} ${one.percent}`} one={one} names={names} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ one, names }: { readonly one: ToldOfCase; readonly names: DraftTrials['names'] }) {
  const t = useText();
  const language = useLanguage();
  const { at, message, clock, percent, element, to } = one;
  const step = names[element ?? '']?.[language] ?? element ?? '';
  return (
    <tr>
      <td data-label={t('toldAt')}>
        {dateTime(at, timeZone)} {at > Date.now() && <span className="wf-muted">({t('toldAhead')})</span>}
      </td>
      <td data-label={t('toldWhat')}>
        {message?.[language] ?? t(`toldClock_${clock ?? 'case'}`, { percent: percent ?? 0, step })}
      </td>
      <td data-label={t('toldTo')}>{t(`toldTo_${to}`)}</td>
    </tr>
  );
}
