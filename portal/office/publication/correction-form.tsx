/** Another version of what is public: its texts with suggestions, its photos, why, and what the public page says of it. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PublicationDesk, PublicTexts } from '#engine/runtime/application/publications.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { PublicPhotos } from './photos.tsx';
import { Redactor } from './redactor.tsx';
import { useAct } from './use-act.ts';
import { usePublicationWords } from './use-words.ts';

const parts = ['title', 'text', 'answer'] as const;
const labels = { title: 'partTitle', text: 'partText', answer: 'partAnswer' } as const;
type Part = (typeof parts)[number];

export function CorrectionForm({ desk }: { readonly desk: PublicationDesk }) {
  const t = usePublicationWords();
  const form = useCorrection(desk);
  const act = useAct(desk.caseId, t('correctionSent'));
  const label = (path: string) =>
    path in labels ? t(labels[path as Part]) : path === 'reason' ? t('reason') : t('publicNote');
  return (
    <section className="wf-card block publication" aria-labelledby="correct-title">
      <h2 id="correct-title">{t('correctTitle')}</h2>
      <p className="wf-muted">{t('correctLead')}</p>
      {act.error !== undefined && <ProblemNotice error={act.error} labels={label} />}
      {parts.map((part) => (
        <div key={part} className="correction-part">
          {part === 'title' ? (
            <TextInput
              label={t(labels.title)}
              value={form.texts.title}
              onChange={(event) => form.write('title', event.currentTarget.value)}
            />
          ) : (
            <Textarea
              label={t(labels[part])}
              value={form.texts[part]}
              autosize
              minRows={3}
              onChange={(event) => form.write(part, event.currentTarget.value)}
            />
          )}
          <Redactor
            caseId={desk.caseId}
            label={t(labels[part])}
            original={form.first[part]}
            value={form.texts[part]}
            onChange={(text, kept) => form.write(part, text, kept)}
          />
        </div>
      ))}
      <PublicPhotos desk={desk} chosen={form.photos} choose={form.choose} />
      <Textarea
        label={t('reason')}
        required
        value={form.reason}
        autosize
        minRows={2}
        onChange={(event) => form.setReason(event.currentTarget.value)}
      />
      <Textarea
        label={t('publicNote')}
        description={t('publicNoteHint')}
        value={form.publicNote}
        autosize
        minRows={2}
        onChange={(event) => form.setPublicNote(event.currentTarget.value)}
      />
      <div className="work-actions">
        <Button loading={act.busy} onClick={() => act.run('corrections', form.body())}>
          {t('sendCorrection')}
        </Button>
      </div>
    </section>
  );
}

function useCorrection(desk: PublicationDesk) {
  const current = desk.versions.find(({ state }) => state === 'current');
  const [first] = useState<PublicTexts>(() => textsOf(current ?? desk.prepared ?? desk.originals));
  const [texts, setTexts] = useState(first);
  const [kept, setKept] = useState<Readonly<Record<Part, readonly string[]>>>({ title: [], text: [], answer: [] });
  const [photos, setPhotos] = useState<readonly string[]>(() => shownNow(desk));
  const [reason, setReason] = useState('');
  const [publicNote, setPublicNote] = useState('');
  return {
    first,
    texts,
    photos,
    reason,
    publicNote,
    setReason,
    setPublicNote,
    choose: setPhotos,
    write: (part: Part, text: string, passages?: readonly string[]) => {
      setTexts((all) => ({ ...all, [part]: text }));
      if (passages !== undefined) setKept((all) => ({ ...all, [part]: passages }));
    },
    body: () => ({ ...texts, kept: [...new Set(Object.values(kept).flat())], photos, reason, publicNote }),
  };
}

function textsOf({ title, text, answer }: PublicTexts): PublicTexts {
  return { title, text, answer };
}

/** Photos of the case whose copies are public now. */
function shownNow({ photos }: PublicationDesk): readonly string[] {
  return photos.filter(({ isPublic }) => isPublic).map(({ source }) => source.id);
}
