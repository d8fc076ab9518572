/** The settings of a service (`pack.json`), question by question; what is answered is saved into the draft by itself. */
import './settings.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useLocation, useParams } from 'react-router';
import type { Givees } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { EditorFrame } from '../draft/editor-frame.tsx';
import { useDraft } from '../draft/use-draft.ts';
import { type Opened, useOpened } from '../draft/use-opened.ts';
import { About } from './about.tsx';
import { OfTheCity, Publication } from './elsewhere.tsx';
import { Faults } from './faults.ts';
import { Outcomes } from './outcomes.tsx';
import { type PackFile, packFaults, readPack, writtenPack } from './pack-file.ts';
import { Stages } from './stages.tsx';
import { usePrograms } from './use-programs.ts';
import { useWords } from './use-words.ts';

export function SettingsPage() {
  const t = useWords();
  const { service = '' } = useParams();
  const [turn, setTurn] = useState(0);
  const opened = useOpened(service, 'settings', {
    turn,
    path: (detail) => detail.resources.find(({ path }) => path === 'pack.json')?.path,
    others: (detail) => detail.resources.filter(({ kind }) => kind === 'process').map(({ path }) => path),
  });
  if (opened.data === undefined) return <LoadState of={opened} />;
  const pack = opened.data === null ? undefined : readPack(opened.data.content);
  if (opened.data === null || pack === undefined) return <p className="wf-notice">{t('broken')}</p>;
  return <Editor key={turn} opened={opened.data} start={pack} onReload={() => setTurn(turn + 1)} />;
}

interface EditorProps {
  readonly opened: Opened;
  readonly start: PackFile;
  readonly onReload: () => void;
}

function Editor({ opened, start, onReload }: EditorProps) {
  const t = useWords();
  const draft = useDraft(opened);
  const { detail } = opened;
  const [pack, setPack] = useState(start);
  const programs = usePrograms(opened);
  const givees = useQuery({ queryKey: ['service-givees'], queryFn: () => api.get<Givees>('/service-givees') });
  const faults = useMemo(() => packFaults(pack, detail.choices), [pack, detail]);
  useAnchor();
  const put = (next: PackFile) => {
    setPack(next);
    draft.change(writtenPack(next));
  };
  const shared = { service: detail.key, pack, programs, put };
  return (
    <EditorFrame opened={opened} title={t('title')} draft={draft} onReload={onReload}>
      <Faults value={faults}>
        <div className="page settings">
          <nav aria-label={t('sections')} className="also">
            {(['about', 'stages', 'outcomes', 'publication', 'elsewhere'] as const).map((part) => (
              <a key={part} href={`#${part}`}>
                {t(part)}
              </a>
            ))}
          </nav>
          <p role="status" className={faults.length === 0 ? 'wf-muted' : 'wf-notice'}>
            {faults.length === 0 ? t('nothingLeft') : t('faultsLeft', { count: faults.length })}
          </p>
          <About detail={detail} pack={pack} put={put} />
          <Stages {...shared} listed={givees.data?.stages ?? []} />
          <Outcomes {...shared} />
          <Publication service={detail.key} pack={pack} programs={programs} />
          <OfTheCity />
        </div>
      </Faults>
    </EditorFrame>
  );
}

/** Who comes for one part of the page begins there; it was not there when the browser looked for it. */
function useAnchor(): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
}
