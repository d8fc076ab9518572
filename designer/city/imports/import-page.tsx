/** A file of units, people or wards: looked at, then all of it or nothing. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ImportReport } from '#engine/runtime/application/imports.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { FileField } from '../file-field.tsx';
import { HandOut } from '../people/hand-out.tsx';
import { FaultTable } from './fault-table.tsx';
import { type ImportKind, saveTemplate } from './templates.ts';
import { useWords } from './use-words.ts';

const kinds = ['units', 'people', 'wards'] as const;

export function ImportPage() {
  const t = useWords();
  const order = useOrder();
  const { kind, report } = order;
  const taken = report !== undefined && !report.dryRun && report.faults.length === 0;
  return (
    <>
      <h1>{t('title')}</h1>
      <p className="wf-muted">{t('lead')}</p>
      <Chosen order={order} />
      {report !== undefined && (
        <section>
          <h2>{t('result')}</h2>
          <Found report={report} />
          {report.dryRun && report.faults.length === 0 && report.added.length + report.changed.length > 0 && (
            <Taking order={order} />
          )}
          {taken && (
            <p role="status">
              <strong>{t('taken')}</strong> {kind === 'wards' && <Link to="/city/map">{t('seeMap')}</Link>}
            </p>
          )}
          <HandOut usernames={report.waiting} />
        </section>
      )}
    </>
  );
}

/** The file, and what came of it: nothing yet for another kind or file. */
function useOrder() {
  const queries = useQueryClient();
  const [kind, setKind] = useState<ImportKind>('units');
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport>();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const choose = (part: { readonly kind?: ImportKind; readonly file?: File | null }) => {
    if (part.kind !== undefined) setKind(part.kind);
    if (part.file !== undefined) setFile(part.file);
    setReport(undefined);
    setError(null);
  };
  /** @param note why; left out: a dry run */
  const send = async (note?: string) => {
    if (file === null) return;
    setBusy(true);
    setError(null);
    const dryRun = note === undefined;
    const content = { kind, name: file.name, content: await base64Of(file) };
    const body = { ...content, dryRun, note: note ?? '', stamp: report?.stamp ?? '' };
    await api.post<ImportReport>('/city/imports', body).then(setReport, setError);
    if (!dryRun) await queries.invalidateQueries({ queryKey: ['city'] });
    setBusy(false);
  };
  return { kind, file, report, error, busy, choose, send };
}

interface OrderProps {
  readonly order: ReturnType<typeof useOrder>;
}

function Chosen({ order: { kind, file, error, busy, choose, send } }: OrderProps) {
  const t = useWords();
  const language = useLanguage();
  return (
    <div className="city-form">
      <SegmentedControl
        aria-label={t('kind')}
        className="import-kinds"
        value={kind}
        onChange={(value) => choose({ kind: value as ImportKind })}
        data={kinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
      />
      <div>
        <Button variant="default" onClick={() => void saveTemplate(kind, language, t('templateHelp'))}>
          {t(kind === 'wards' ? 'template' : 'templateExcel')}
        </Button>
      </div>
      <FileField
        label={t('file')}
        description={t('fileHint')}
        accept=".csv,.txt,.xlsx,.json,.geojson"
        onChange={(chosen) => choose({ file: chosen })}
      />
      {error !== null && <ProblemNotice error={error} />}
      <div className="actions">
        <Button variant="default" loading={busy} disabled={file === null} onClick={() => void send()}>
          {t('look')}
        </Button>
      </div>
    </div>
  );
}

function Taking({ order: { busy, send } }: OrderProps) {
  const t = useWords();
  const [note, setNote] = useState('');
  return (
    <div className="city-form">
      <TextInput
        label={t('note')}
        required
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="actions">
        <Button loading={busy} disabled={note.trim() === ''} onClick={() => void send(note)}>
          {t('take')}
        </Button>
      </div>
    </div>
  );
}

function Found({ report }: { readonly report: ImportReport }) {
  const t = useWords();
  const { rows, added, changed, faults } = report;
  return (
    <>
      <p role="status">
        {t('rows', { count: rows })} {faults.length > 0 && t('faults', { count: faults.length })}
        {faults.length + added.length + changed.length === 0 && t('nothing')}
      </p>
      {faults.length > 0 && <FaultTable faults={faults} />}
      <ul>
        {added.length > 0 && <li>{t('added', { count: added.length, codes: shortened(added) })}</li>}
        {changed.length > 0 && <li>{t('changed', { count: changed.length, codes: shortened(changed) })}</li>}
      </ul>
    </>
  );
}

function shortened(codes: readonly string[]): string {
  const shown = codes.slice(0, 12).join(', ');
  return codes.length > 12 ? `${shown} …` : shown;
}

/** The bytes as they are: what encoding they have is found out where they are read. */
async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 30_000)
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 30_000))));
  return pieces.join('');
}
