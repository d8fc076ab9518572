/** Two reports next to each other, the same things at the same height. */

import type { PhotoView } from '#engine/runtime/application/common.ts';
import type { Candidate } from '#engine/runtime/application/duplicates.ts';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { dateTime } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';
import { useWords } from './use-words.ts';

interface Report {
  readonly registerNumber: string;
  readonly category: TaskDetail['category'];
  readonly ward: TaskDetail['ward'];
  readonly receivedAt: number;
  readonly text: string | null;
  readonly address: string | null;
  readonly photos: readonly PhotoView[];
}

export function SideBySide({ task, candidate }: { readonly task: TaskDetail; readonly candidate: Candidate }) {
  const t = useWords();
  return (
    <div className="side-by-side">
      <Side title={`${t('panelThis')} · ${task.registerNumber}`} report={task} />
      <Side title={candidate.registerNumber} report={candidate} />
    </div>
  );
}

function Side({ title, report }: { readonly title: string; readonly report: Report }) {
  const t = useWords();
  const office = useText();
  const language = useLanguage();
  const place = [report.address, report.ward?.name[language]].filter(Boolean).join(', ');
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      <p className="wf-muted">
        {report.category.name[language]} · {dateTime(report.receivedAt, timeZone)}
      </p>
      <p>{report.text ?? t('panelHidden')}</p>
      {place !== '' && <p className="wf-muted">{place}</p>}
      {report.photos.length > 0 && (
        <ul className="thumbs">
          {report.photos.map((photo) => (
            <li key={photo.id}>
              <a href={photo.url} target="_blank" rel="noreferrer">
                <img
                  src={photo.thumbnailUrl}
                  alt={`${office(photo.kind === 'evidence' ? 'photoEvidence' : 'photoReport')}, ${report.registerNumber}`}
                  width={120}
                  height={90}
                  loading="lazy"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
