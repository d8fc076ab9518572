/** A bundle that came: looked at, decided item by item, looked at again, taken in as it was looked at. */
import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { BundleChoice, BundlePreview, BundleTaken } from '#engine/runtime/application/bundles.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { FileField } from '../city/file-field.tsx';
import { timeZone } from '../queries.ts';
import { Items } from './items.tsx';
import { useBundleWords } from './use-words.ts';

export function Import() {
  const t = useBundleWords();
  const order = useOrder();
  const { preview, taken, error, busy, file } = order;
  return (
    <section aria-labelledby="bundle-import">
      <h2 id="bundle-import">{t('importing')}</h2>
      <div className="city-form">
        <FileField
          label={t('file')}
          description={t('fileHint')}
          accept=".wardflow-bundle"
          onChange={(chosen) => order.choose(chosen)}
        />
        <div className="actions">
          <Button variant="default" loading={busy} disabled={file === null} onClick={() => void order.look([])}>
            {t('look')}
          </Button>
        </div>
      </div>
      {error !== null && <ProblemNotice error={error} />}
      {preview !== undefined && <Found preview={preview} order={order} />}
      {taken !== undefined && <Taken taken={taken} />}
    </section>
  );
}

export type Order = ReturnType<typeof useOrder>;

function useOrder() {
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [choices, setChoices] = useState<readonly BundleChoice[]>([]);
  const [preview, setPreview] = useState<BundlePreview>();
  const [taken, setTaken] = useState<BundleTaken>();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setChoices([]);
    setPreview(undefined);
    setTaken(undefined);
    setError(null);
  };
  const doing = async (work: (content: string) => Promise<void>) => {
    if (file === null) return;
    setBusy(true);
    setError(null);
    await base64Of(file).then(work).catch(setError);
    setBusy(false);
  };
  /** What is decided is looked at anew: only what was seen is carried out. */
  const look = (wanted: readonly BundleChoice[]) =>
    doing(async (content) => {
      setTaken(undefined);
      setPreview(await api.post<BundlePreview>('/city/bundles/previews', { content, choices: wanted }));
      setChoices(wanted);
    });
  const take = (note: string, reason: string) =>
    doing(async (content) => {
      const body = { content, choices, note, reason, seen: preview?.seen ?? '' };
      setTaken(await api.post<BundleTaken>('/city/bundles/imports', body));
      setPreview(undefined);
      await queries.invalidateQueries();
    });
  return { file, choices, preview, taken, error, busy, choose, look, take };
}

function Found({ preview, order }: { readonly preview: BundlePreview; readonly order: Order }) {
  const t = useBundleWords();
  const language = useLanguage();
  const { made, signer, faults, changes } = preview;
  const trusted = signer.state === 'own' || signer.state === 'trusted';
  const undecided = preview.items.some(({ does }) => does === 'undecided');
  return (
    <>
      <h3>{t('result')}</h3>
      <p className={trusted ? undefined : 'wf-notice'}>
        {t(`signer_${signer.state}`, { key: signer.keyId, name: signer.name })}{' '}
        {made !== null &&
          t('madeBy', { by: made.by, at: dateTime(Date.parse(made.at), timeZone), version: made.version })}
      </p>
      <Items preview={preview} order={order} />
      {faults.length > 0 && (
        <div className="wf-notice" role="alert">
          <strong>{t('faults')}</strong>
          <ul>
            {faults.map(({ path, message }) => (
              <li key={`${path} ${message.en}`}>
                {path}: {message[language]}
              </li>
            ))}
          </ul>
        </div>
      )}
      {changes && !undecided && faults.length === 0 && <Taking trusted={trusted} order={order} />}
    </>
  );
}

function Taking({ trusted, order }: { readonly trusted: boolean; readonly order: Order }) {
  const t = useBundleWords();
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const ready = note.trim() !== '' && (trusted || reason.trim() !== '');
  return (
    <div className="city-form">
      <TextInput
        label={t('note')}
        required
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {!trusted && (
        <TextInput
          label={t('reason')}
          description={t('reasonHint')}
          required
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <div className="actions">
        <Button loading={order.busy} disabled={!ready} onClick={() => void order.take(note, reason)}>
          {t('take')}
        </Button>
      </div>
    </div>
  );
}

function Taken({ taken: { taken, drafts } }: { readonly taken: BundleTaken }) {
  const t = useBundleWords();
  return (
    <div role="status">
      <p>
        <strong>{taken.length === 0 ? t('takenNothing') : t('taken', { count: taken.length })}</strong>
      </p>
      {drafts.length > 0 && (
        <p>
          {t('draftsMade')}{' '}
          {drafts.map((key) => (
            <Link key={key} to={`/${key}`}>
              {key}
            </Link>
          ))}
        </p>
      )}
    </div>
  );
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 30_000)
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 30_000))));
  return pieces.join('');
}
