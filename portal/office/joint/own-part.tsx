/** What another unit asks of this one: on top of the co-unit's task, instead of the story of a case that is not its own. */
import type { PartView } from '#engine/runtime/application/parts.ts';
import { dateTime } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import './joint.css';
import { PartAnswer, PartDue, PartState } from './part-line.tsx';
import { PartPhotos } from './part-photos.tsx';
import { useJointText } from './use-joint-text.ts';

export function OwnPart({ part }: { readonly part: PartView }) {
  const t = useJointText();
  const language = useLanguage();
  const unit = part.lead.name[language];
  return (
    <section className="wf-card block own-part" aria-labelledby="own-part-title">
      <h2 id="own-part-title">{t('ownTitle', { unit })}</h2>
      {part.endedAt === null ? (
        <p>{t(part.kind === 'opinion' ? 'ownOpinion' : 'ownWork', { unit })}</p>
      ) : (
        <p>
          <PartState part={part} />
        </p>
      )}
      <h3>{t('asked')}</h3>
      <p className="part-text">{part.asked}</p>
      <p className="wf-muted">{t('askedBy', { who: part.askedBy, at: dateTime(part.askedAt, timeZone) })}</p>
      <PartDue part={part} />
      {part.endedAt !== null && part.answer !== null && (
        <h3>{t(part.state === 'answered' ? 'ownAnswer' : 'ownReason')}</h3>
      )}
      <PartAnswer part={part} />
      <PartPhotos part={part} />
    </section>
  );
}
