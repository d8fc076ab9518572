/** One part as the lead sees it: state, due date, what was asked and answered; reminding and withdrawing while it is open. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { JointView, PartView } from '#engine/runtime/application/parts.ts';
import { dateTime, promise } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PartPhotos } from './part-photos.tsx';
import { useJointText } from './use-joint-text.ts';
import { WithdrawButton } from './withdraw-button.tsx';

interface Props {
  readonly taskId: string;
  readonly part: PartView;
  readonly mayChange: boolean;
  readonly changed: (view: JointView) => void;
}

export function PartLine({ taskId, part, mayChange, changed }: Props) {
  const t = useJointText();
  const language = useLanguage();
  const unit = part.unit.name[language];
  const remind = useMutation({
    mutationFn: () => api.post<JointView>(`/tasks/${taskId}/parts/${part.partId}/remind`),
    onSuccess: (view) => {
      notifications.show({ message: t('remindDone', { unit }) });
      changed(view);
    },
  });
  return (
    <li>
      <p className="part-head">
        <strong>{unit}</strong>
        <PartState part={part} />
        <span className="wf-chip mute">{t(`kind_${part.kind}`)}</span>
        <span className="wf-chip mute">{t(part.required ? 'requiredMark' : 'optionalMark')}</span>
      </p>
      <p className="part-text">{part.asked}</p>
      <p className="wf-muted">{t('askedBy', { who: part.askedBy, at: dateTime(part.askedAt, timeZone) })}</p>
      <PartDue part={part} />
      {part.handler !== null && <p className="wf-muted">{t('hasIt', { who: part.handler })}</p>}
      {part.remindedAt !== null && (
        <p className="wf-muted">{t('reminded', { count: part.reminded, at: dateTime(part.remindedAt, timeZone) })}</p>
      )}
      <PartAnswer part={part} />
      <PartPhotos part={part} {...(mayChange && { taskId, changed })} />
      {remind.error !== null && <ProblemNotice error={remind.error} />}
      {mayChange && part.endedAt === null && (
        <div className="work-actions">
          <Button
            variant="default"
            loading={remind.isPending}
            aria-label={t('remindOf', { unit })}
            onClick={() => remind.mutate()}
          >
            {t('remind')}
          </Button>
          <WithdrawButton taskId={taskId} partId={part.partId} unit={unit} changed={changed} />
        </div>
      )}
    </li>
  );
}

const tones = {
  open: 'info',
  accepted: 'info',
  answered: 'ok',
  consented: 'ok',
  returned: 'risk',
  withdrawn: 'mute',
} as const;

export function PartState({ part: { state } }: { readonly part: PartView }) {
  const t = useJointText();
  return <span className={`wf-chip ${tones[state]}`}>{t(`state_${state}`)}</span>;
}

export function PartDue({ part }: { readonly part: PartView }) {
  const t = useJointText();
  const language = useLanguage();
  const isOpen = part.endedAt === null;
  return (
    <>
      <p>
        {t('due', { due: promise(part.dueAt, language, timeZone) })}{' '}
        {part.late && <span className="wf-chip late">{t('late')}</span>}
      </p>
      {isOpen && part.consentAt !== null && (
        <p className="wf-muted">{t('consentAt', { at: promise(part.consentAt, language, timeZone) })}</p>
      )}
    </>
  );
}

/** What came of it, by whom. */
export function PartAnswer({ part }: { readonly part: PartView }) {
  const t = useJointText();
  const language = useLanguage();
  const { endedAt, endedBy, state } = part;
  if (endedAt === null) return null;
  const at = dateTime(endedAt, timeZone);
  return (
    <div className="part-answer">
      {part.outcomeName !== null && <p>{part.outcomeName[language]}</p>}
      {part.answer !== null && <p className="part-text">{part.answer}</p>}
      {state === 'consented' ? (
        <p className="wf-muted">{t('consented', { days: part.consentDays ?? 0, at })}</p>
      ) : (
        <p className="wf-muted">{endedBy === null ? at : t('by', { who: endedBy, at })}</p>
      )}
    </div>
  );
}
