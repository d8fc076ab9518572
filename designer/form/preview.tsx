/** The form as an official will see it, a moment after each change; what is filled in shows what the process would get. */
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { walkForm } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { DrawnForm } from '#portal/kit/react/formio/create-form.ts';
import type { Judged } from '#portal/kit/react/formio/judge.ts';
import { openForm } from '#portal/kit/react/formio/open-form.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';
import { withShownSources } from './shown-sources.ts';

const quietMs = 400;

export function Preview({ form }: { readonly form: FormDefinition }) {
  const t = useText();
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [settled] = useDebouncedValue(form, quietMs);
  const [judged, setJudged] = useState<Judged>();
  useEffect(() => {
    if (place.current === null) return;
    const room = document.createElement('div');
    place.current.replaceChildren(room);
    const definition = withShownSources(settled, t);
    let drawn: DrawnForm | undefined;
    const hear = () => setJudged(drawn?.judged());
    const drawing = openForm({ place: room, definition, language, values: {}, onChange: hear });
    void drawing.then((made) => {
      drawn = made;
      hear();
    });
    return () => {
      void drawing.then((made) => made.destroy()).finally(() => room.remove());
    };
  }, [settled, language, t]);
  return (
    <>
      <div className="formio-scope form-preview wf-card" ref={place} />
      {judged !== undefined && <Outcome form={settled} judged={judged} />}
    </>
  );
}

/** Personal values go to the vault, and the process gets a reference. */
function Outcome({ form, judged }: { readonly form: FormDefinition; readonly judged: Judged }) {
  const t = useText();
  const labels = new Map([...walkForm(form)].map(({ component }) => [component.key, component.label ?? component.key]));
  const lines = [
    ...Object.entries(judged.values).map(([key, value]) => ({ key, value: JSON.stringify(value) })),
    ...Object.keys(judged.personal).map((key) => ({ key, value: t('outcomePersonal') })),
    ...Object.entries(judged.files).map(([key, files]) => ({ key, value: t('outcomeFiles', { count: files.length }) })),
  ];
  return (
    <section className="wf-card form-outcome" aria-labelledby="form-outcome" aria-live="polite">
      <h3 id="form-outcome">{t('outcome')}</h3>
      {lines.length === 0 ? (
        <p className="wf-muted">{t('outcomeNone')}</p>
      ) : (
        <dl>
          {lines.map(({ key, value }) => (
            <div key={key}>
              <dt>
                {labels.get(key) ?? key} <code>{key}</code>
              </dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {judged.faults.length > 0 && <p className="wf-muted">{t('outcomeFaults', { count: judged.faults.length })}</p>}
    </section>
  );
}
