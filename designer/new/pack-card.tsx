/** A service that comes with the product: what it is for, its steps, its diagram on demand. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { Picture } from '../home/diagram-card.tsx';
import { useProgram } from '../home/use-program.ts';
import { workOf } from '../steps/work-of.ts';
import type { Original } from './use-gallery.ts';
import { useWords } from './use-words.ts';

export function PackCard({ pack }: { readonly pack: Original }) {
  const t = useWords();
  const language = useLanguage();
  const [shown, setShown] = useState(false);
  const name = pack.name[language];
  const diagram = Object.entries(pack.files).find(([path]) => path.endsWith('.bpmn'))?.[1];
  return (
    <li className={`wf-card new-way${shown ? ' wide' : ''}`}>
      <h3>{name}</h3>
      <p>{pack.description[language]}</p>
      <Steps pack={pack} diagram={diagram} />
      {shown && diagram !== undefined && <Picture xml={diagram} counts={none} />}
      <div className="actions">
        <Button
          component={Link}
          to={`/new/copy?${new URLSearchParams({ pack: pack.key })}`}
          aria-label={t('packUseOf', { name })}
        >
          {t('packUse')}
        </Button>
        <Button
          variant="default"
          aria-expanded={shown}
          aria-label={t(shown ? 'packHideOf' : 'packPreviewOf', { name })}
          onClick={() => setShown(!shown)}
        >
          {t(shown ? 'packHide' : 'packPreview')}
        </Button>
      </div>
    </li>
  );
}

const none = [] as const;
const stepsShown = 8;

function Steps({ pack, diagram }: { readonly pack: Original; readonly diagram: string | undefined }) {
  const t = useWords();
  const language = useLanguage();
  const program = useProgram(`pack ${pack.key}`, 0, diagram);
  const work = program === undefined ? [] : workOf(program);
  const paths = Object.keys(pack.files);
  const facts = {
    steps: work.length,
    forms: paths.filter((path) => path.endsWith('.form.json')).length,
    messages: messagesIn(pack.files['messages.json']),
  };
  return (
    <>
      <ol aria-label={t('packSteps', { name: pack.name[language] })}>
        {work.slice(0, stepsShown).map(({ element, name }) => (
          <li key={element}>{name[language]}</li>
        ))}
        {work.length > stepsShown && <li>…</li>}
      </ol>
      <p className="wf-muted">{t('packFacts', facts)}</p>
    </>
  );
}

function messagesIn(content = '{}'): number {
  const { messages } = JSON.parse(content) as { readonly messages?: readonly unknown[] };
  return messages?.length ?? 0;
}
