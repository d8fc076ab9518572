/** Photos of a case on their way to the public: which, covered where, and which show the same place before and after. */
import { Button, Checkbox, Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CoveredPhoto, PublicationDesk } from '#engine/runtime/application/publications.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { CoverEditor } from './cover-editor.tsx';
import { deskKey } from './queries.ts';
import { usePublicationWords } from './use-words.ts';

interface Props {
  readonly desk: PublicationDesk;
  readonly chosen: readonly string[];
  readonly choose: (ids: readonly string[]) => void;
}

export function PublicPhotos({ desk, chosen, choose }: Props) {
  const t = usePublicationWords();
  const nameOf = usePhotoName(desk);
  if (desk.photos.length === 0) return null;
  return (
    <section className="public-photos" aria-label={t('photosTitle')}>
      <h4>{t('photosTitle')}</h4>
      <p className="wf-muted">{t(desk.withoutPhotos ? 'photosNone' : 'photosLead')}</p>
      {!desk.withoutPhotos && (
        <ul>
          {desk.photos.map((photo) => (
            <One
              key={photo.source.id}
              desk={desk}
              photo={photo}
              nameOf={nameOf}
              shown={chosen.includes(photo.source.id)}
              show={(on) =>
                choose(
                  desk.photos
                    .map(({ source }) => source.id)
                    .filter((id) => (id === photo.source.id ? on : chosen.includes(id))),
                )
              }
            />
          ))}
        </ul>
      )}
    </section>
  );
}

export function usePhotoName({ photos }: PublicationDesk): (photo: CoveredPhoto) => string {
  const t = usePublicationWords();
  return (photo) => {
    const same = photos.filter(({ source }) => source.kind === photo.source.kind);
    const n = same.findIndex(({ source }) => source.id === photo.source.id) + 1;
    return t(photo.source.kind === 'report' ? 'photoReport' : 'photoEvidence', { n });
  };
}

function One({
  desk,
  photo,
  nameOf,
  shown,
  show,
}: {
  readonly desk: PublicationDesk;
  readonly photo: CoveredPhoto;
  readonly nameOf: (photo: CoveredPhoto) => string;
  readonly shown: boolean;
  readonly show: (on: boolean) => void;
}) {
  const t = usePublicationWords();
  const [open, setOpen] = useState(false);
  const name = nameOf(photo);
  const { source, copy } = photo;
  const earlier = desk.photos.filter((other) => other.source.kind === 'report' && other.source.id !== source.id);
  return (
    <li>
      <img src={(copy?.photo ?? source).thumbnailUrl} alt={name} width={140} height={105} />
      <p>
        {name}{' '}
        <span className={copy === null ? 'wf-chip risk' : 'wf-chip ok'}>
          {copy === null ? t('notLooked') : t('looked', { n: copy.boxes.length })}
        </span>
      </p>
      <Button
        size="compact-md"
        variant="default"
        onClick={() => setOpen(true)}
        aria-label={`${t('coverPhoto')}: ${name}`}
      >
        {t('coverPhoto')}
      </Button>
      <Checkbox
        label={t('publishPhoto')}
        aria-label={`${t('publishPhoto')}: ${name}`}
        checked={shown && copy !== null}
        disabled={copy === null}
        onChange={(event) => show(event.currentTarget.checked)}
      />
      {source.kind === 'evidence' && copy !== null && earlier.length > 0 && (
        <Pair caseId={desk.caseId} photo={photo} earlier={earlier} nameOf={nameOf} />
      )}
      {open && <CoverEditor caseId={desk.caseId} photo={photo} name={name} close={() => setOpen(false)} />}
    </li>
  );
}

function Pair({
  caseId,
  photo: { source, copy },
  earlier,
  nameOf,
}: {
  readonly caseId: string;
  readonly photo: CoveredPhoto;
  readonly earlier: readonly CoveredPhoto[];
  readonly nameOf: (photo: CoveredPhoto) => string;
}) {
  const t = usePublicationWords();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const pair = (before: string | null) => {
    setError(undefined);
    api
      .put(`/cases/${caseId}/publication/photos/${source.id}`, { boxes: copy?.boxes ?? [], before })
      .then(() => queries.invalidateQueries({ queryKey: deskKey(caseId) }))
      .catch(setError);
  };
  return (
    <>
      <Select
        label={t('pairWith')}
        value={copy?.before ?? ''}
        data={[
          { value: '', label: t('pairNone') },
          ...earlier.map((other) => ({ value: other.source.id, label: nameOf(other) })),
        ]}
        allowDeselect={false}
        onChange={(next) => pair(next === '' ? null : next)}
      />
      {error !== undefined && <ProblemNotice error={error} />}
    </>
  );
}
