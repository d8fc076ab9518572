/** Asks before a stage or a way to end goes, and shows what uses it: while a step does, it stays. */
import { Button } from '@mantine/core';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { useWords } from './use-words.ts';
import type { UsingStep } from './uses.ts';
import { UsingSteps } from './using-steps.tsx';

interface Props {
  readonly service: string;
  readonly name: string;
  readonly uses: readonly UsingStep[];
  /** Stages whose answers name it. */
  readonly named?: readonly string[];
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

export function RemoveDialog({ service, name, uses, named = [], onRemove, onClose }: Props) {
  const t = useWords();
  const used = uses.length > 0;
  return (
    <Dialog title={t('removeTitle', { name })} onClose={onClose}>
      <p>{t(used ? 'removeUsed' : 'removeFree')}</p>
      {used && <UsingSteps service={service} steps={uses} />}
      {!used && named.length > 0 && <p>{t('removeNamed', { names: named.join(', ') })}</p>}
      <div className="actions">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t(used ? 'close' : 'cancel')}
        </Button>
        {!used && (
          <Button color="red" onClick={onRemove}>
            {t('remove')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
