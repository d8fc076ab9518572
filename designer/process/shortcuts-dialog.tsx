/** The keys of the drawing, as a list; opened by `?` too. */
import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useText } from '../use-text.ts';

const keys = [
  ['key_next', '.'],
  ['key_previous', ','],
  ['key_panel', 'Enter'],
  ['key_append', 'A'],
  ['key_create', 'N'],
  ['key_replace', 'R'],
  ['key_label', 'E'],
  ['key_move', '← ↑ → ↓'],
  ['key_connect', 'C'],
  ['key_delete', 'Delete'],
  ['key_all', 'Ctrl A'],
  ['key_copy', 'Ctrl C / Ctrl X / Ctrl V / Ctrl D'],
  ['key_undo', 'Ctrl Z / Ctrl Y'],
  ['key_search', 'Ctrl F'],
  ['key_zoom', 'Ctrl + / Ctrl − / Ctrl 0'],
  ['key_scroll', 'Ctrl ← ↑ → ↓'],
  ['key_tools', 'H / L / S'],
  ['key_help', '?'],
] as const;

export function ShortcutsDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const t = useText();
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    const hear = ({ key, target }: KeyboardEvent): void => {
      const typing =
        target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]');
      if (key === '?' && !typing) setAsked(true);
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
  const close = (): void => {
    setAsked(false);
    onClose();
  };
  return (
    <Modal
      opened={opened || asked}
      onClose={close}
      title={t('shortcuts')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <p>{t('shortcutsLead')}</p>
      <table className="wf-table">
        <tbody>
          {keys.map(([words, pressed]) => (
            <tr key={words}>
              <th scope="row">{t(words)}</th>
              <td>
                <kbd>{pressed}</kbd>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
