/** Photos of a part's answer, with whose they are; the lead takes one over as evidence of the case, or leaves it there. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PhotoView } from '#engine/runtime/application/common.ts';
import type { JointView, PartView } from '#engine/runtime/application/parts.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { taskKey } from '../queries.ts';
import { ShownFile } from '../task/shown-file.tsx';
import { useJointText } from './use-joint-text.ts';

interface Props {
  readonly part: PartView;
  /** The lead's task, while it may still choose. */
  readonly taskId?: string;
  readonly changed?: (view: JointView) => void;
}

export function PartPhotos({ part, taskId, changed }: Props) {
  const t = useJointText();
  const unit = part.unit.name[useLanguage()];
  if (part.photos.length === 0) return null;
  return (
    <ul className="thumbs part-photos">
      {part.photos.map((photo, index) => (
        <li key={photo.id}>
          <ShownFile file={photo} label={t('photoOf', { unit })} />
          <small className="wf-muted">{t(photo.kind === 'evidence' ? 'photoUsed' : 'photoOf', { unit })}</small>
          {taskId !== undefined && changed !== undefined && (
            <TakeOver {...{ part, photo, number: index + 1, taskId, changed }} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface TakeOverProps {
  readonly part: PartView;
  readonly photo: PhotoView;
  readonly number: number;
  readonly taskId: string;
  readonly changed: (view: JointView) => void;
}

function TakeOver({ part, photo, number, taskId, changed }: TakeOverProps) {
  const t = useJointText();
  const queries = useQueryClient();
  const unit = part.unit.name[useLanguage()];
  const used = photo.kind === 'evidence';
  const change = useMutation({
    mutationFn: () =>
      api.put<JointView>(`/tasks/${taskId}/parts/${part.partId}/photos/${photo.id}`, { evidence: !used }),
    onSuccess: async (view) => {
      changed(view);
      // The photos of the case stand on the same page.
      await queries.invalidateQueries({ queryKey: taskKey(taskId), exact: true });
    },
  });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        loading={change.isPending}
        aria-label={t(used ? 'photoLeaveOf' : 'photoUseOf', { number, unit })}
        onClick={() => change.mutate()}
      >
        {t(used ? 'photoLeave' : 'photoUse')}
      </Button>
      {change.error !== null && <ProblemNotice error={change.error} />}
    </>
  );
}
