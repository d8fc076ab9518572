/** What the task is about: the report, its photos and place, who reported as far as I may know, and what happened. */
import type { ReactNode } from 'react';
import type { PartView } from '#engine/runtime/application/parts.ts';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { dateTime } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { AboutUnits } from '../confidentiality/about-units.tsx';
import { KeptConfidential } from '../confidentiality/confidentiality.tsx';
import { DossierPanel } from '../dossiers/dossier-panel.tsx';
import { useDossierWords } from '../dossiers/use-dossier-words.ts';
import { Together } from '../duplicates/together.tsx';
import { OwnPart } from '../joint/own-part.tsx';
import { JointPanel } from '../joint/panel.tsx';
import { useJointText } from '../joint/use-joint-text.ts';
import { RelayPanel } from '../relay/panel.tsx';
import { Reporter } from '../reveals/reporter.tsx';
import { useText } from '../use-text.ts';
import { PlaceMap } from './place-map.tsx';
import { ShownFile } from './shown-file.tsx';
import { Story } from './story.tsx';
import { WhyUnit } from './why-unit.tsx';

export function About({ task }: { readonly task: TaskDetail }) {
  const t = useText();
  const dossier = useDossierWords();
  if (task.ownPart !== null) return <AboutPart task={task} part={task.ownPart} />;
  return (
    <div className="about">
      {task.dossier ? <AboutDossier task={task} /> : <AboutReport task={task} />}
      <Block title={task.dossier ? dossier('applicant') : t('reporter')}>
        <Reporter task={task} />
        {!task.dossier && <KeptConfidential task={task} />}
        {!task.dossier && <AboutUnits task={task} />}
      </Block>
      <RelayPanel task={task} />
      <JointPanel task={task} />
      {!task.dossier && <Together caseId={task.caseId} />}
      <Story task={task} />
      <Block title={t('stages')}>
        <Stages task={task} />
      </Block>
    </div>
  );
}

function AboutReport({ task }: { readonly task: TaskDetail }) {
  const t = useText();
  return (
    <>
      {(task.text !== '' || task.answers.length > 0 || task.photos.length > 0) && (
        <Block title={t('report')}>
          <p className="report-text">{task.text}</p>
          <Answers task={task} />
          <Photos task={task} />
        </Block>
      )}
      <Block title={t('address')}>
        {task.address !== null && <p>{task.address}</p>}
        {task.point !== null && <PlaceMap point={task.point} />}
        <WhyUnit task={task} />
      </Block>
    </>
  );
}

function AboutDossier({ task }: { readonly task: TaskDetail }) {
  const dossier = useDossierWords();
  return (
    <>
      <DossierPanel caseId={task.caseId} />
      {task.photos.length > 0 && (
        <Block title={dossier('scans')}>
          <Photos task={task} />
        </Block>
      )}
    </>
  );
}

/** Of another unit's case only what its part needs: nothing of who reported, or of what others do. */
function AboutPart({ task, part }: { readonly task: TaskDetail; readonly part: PartView }) {
  const t = useText();
  const joint = useJointText();
  return (
    <div className="about">
      <OwnPart part={part} />
      {task.text !== '' && (
        <Block title={t('report')}>
          <p className="report-text">{task.text}</p>
          <Photos task={task} />
        </Block>
      )}
      {task.text === '' && part.endedAt === null && <p className="wf-muted">{joint('keptBack')}</p>}
      {(task.address !== null || task.point !== null) && (
        <Block title={t('address')}>
          {task.address !== null && <p>{task.address}</p>}
          {task.point !== null && <PlaceMap point={task.point} />}
        </Block>
      )}
    </div>
  );
}

/** The questions of the category, and what the reporter answered. */
function Answers({ task: { answers } }: { readonly task: TaskDetail }) {
  const language = useLanguage();
  if (answers.length === 0) return null;
  return (
    <dl className="answers">
      {answers.map(({ question, answer }) => (
        <div key={question.vi}>
          <dt className="wf-muted">{question[language]}</dt>
          <dd>{answer[language]}</dd>
        </div>
      ))}
    </dl>
  );
}

function Block({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="wf-card block">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Photos({ task }: { readonly task: TaskDetail }) {
  const t = useText();
  if (task.photos.length === 0) return null;
  return (
    <ul className="thumbs">
      {task.photos.map((photo) => {
        const label = t(photo.kind === 'evidence' ? 'photoEvidence' : 'photoReport');
        return (
          <li key={photo.id}>
            <ShownFile file={photo} label={label} />
            <small className="wf-muted">{label}</small>
            <Taken times={task.photoTimes} photo={photo.id} />
          </li>
        );
      })}
    </ul>
  );
}

function Taken({ times, photo }: { readonly times: TaskDetail['photoTimes']; readonly photo: string }) {
  const t = useText();
  const at = times.find((one) => one.photo === photo)?.takenAt;
  if (at === undefined) return null;
  return <small className="wf-muted taken">{t('photoTaken', { at: dateTime(at, timeZone) })}</small>;
}

function Stages({ task }: { readonly task: TaskDetail }) {
  const language = useLanguage();
  return (
    <ol className="stages">
      {task.stages.map((stage) => (
        <li key={stage.code} className={stage.status} aria-current={stage.status === 'current' ? 'step' : undefined}>
          {stage.name[language]}
        </li>
      ))}
    </ol>
  );
}
