/** Who else is there, by name; and that another has just saved the file that is open, with the way to their state. */
import { Button } from '@mantine/core';
import type { Draft } from '../draft/use-draft.ts';
import { useText } from '../use-text.ts';
import { usePresence } from './use-presence.ts';

export function ServicePresence({ service }: { readonly service: string }) {
  const t = useText();
  const presence = usePresence(service, '');
  const names = [...new Set((presence?.others ?? []).map(({ name }) => name))];
  if (names.length === 0) return null;
  return (
    <p role="status" className="presence">
      <span className="wf-chip info">{t('hereOthers', { names: names.join(', ') })}</span>
    </p>
  );
}

export interface FilePresenceProps {
  readonly service: string;
  readonly path: string;
  readonly draft: Draft;
  readonly onReload: () => void;
}

export function FilePresence({ service, path, draft, onReload }: FilePresenceProps) {
  const t = useText();
  const presence = usePresence(service, path);
  const others = presence?.others ?? [];
  const same = [...new Set(others.filter((one) => one.path === path).map(({ name }) => name))];
  const elsewhere = [...new Set(others.filter((one) => one.path !== path).map(({ name }) => name))];
  const file = presence?.draft?.file ?? null;
  const newer = file !== null && !file.own && file.revision > draft.known();
  const unsaved = draft.state.kind === 'waiting' || draft.state.kind === 'saving' || draft.state.kind === 'failed';
  return (
    <>
      {(same.length > 0 || elsewhere.length > 0) && (
        <p role="status" className="presence">
          {same.length > 0 && <span className="wf-chip risk">{t('hereSame', { names: same.join(', ') })}</span>}{' '}
          {elsewhere.length > 0 && (
            <span className="wf-chip info">{t('hereOthers', { names: elsewhere.join(', ') })}</span>
          )}
        </p>
      )}
      {newer && draft.state.kind !== 'conflict' && (
        <div className="editor-notice" role="status">
          <p>
            {t('hereSaved', { name: file.savedBy })} {unsaved && t('hereMerge')}
          </p>
          {!unsaved && (
            <div className="actions">
              <Button onClick={onReload}>{t('hereTake')}</Button>
            </div>
          )}
        </div>
      )}
    </>
  );
}
