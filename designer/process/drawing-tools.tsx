/** What the drawing offers besides palette and menus of an element: search, order, overview, the keys. */
import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import type { Alignment, Diagram, Shape } from '../diagram/library.ts';
import { useText } from '../use-text.ts';
import { layOut, mayLayOut } from './lay-out.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

const alignments: readonly Alignment[] = ['left', 'center', 'right', 'top', 'middle', 'bottom'];
const axes = ['horizontal', 'vertical'] as const;

export interface DrawingToolsProps {
  readonly diagram: Diagram;
  /** Whether the list of steps stands below the drawing. */
  readonly listed: boolean;
  readonly onListed: (listed: boolean) => void;
}

export function DrawingTools({ diagram, listed, onListed }: DrawingToolsProps) {
  const t = useText();
  const [keysShown, setKeysShown] = useState(false);
  return (
    <>
      <Button variant={listed ? 'light' : 'default'} aria-pressed={listed} onClick={() => onListed(!listed)}>
        {t('outline')}
      </Button>
      <Button variant="default" onClick={() => search(diagram)}>
        {t('searchDrawing')}
      </Button>
      <OrderMenu diagram={diagram} />
      <Button variant="default" onClick={() => diagram.get('minimap').toggle()}>
        {t('overview')}
      </Button>
      <Button variant="default" onClick={() => setKeysShown(true)} aria-keyshortcuts="?">
        {t('shortcuts')}
      </Button>
      <ShortcutsDialog opened={keysShown} onClose={() => setKeysShown(false)} />
    </>
  );
}

/** The library's search is closed by any click, also by the one that asks for it. */
function search(diagram: Diagram): void {
  setTimeout(() => {
    diagram.get('canvas').focus();
    diagram.get('editorActions').trigger('find');
  });
}

function OrderMenu({ diagram }: { readonly diagram: Diagram }) {
  const t = useText();
  const [selected, setSelected] = useState<readonly Shape[]>([]);
  const free = mayLayOut(diagram);
  return (
    <Menu onOpen={() => setSelected(diagram.get('selection').get())} shadow="md" width={280}>
      <Menu.Target>
        <Button variant="default">{t('orderDrawing')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!free} onClick={() => void layOut(diagram)}>
          {t('layOut')}
        </Menu.Item>
        <Menu.Label>{t(free ? 'layOutHint' : 'layOutPools')}</Menu.Label>
        <Menu.Divider />
        {alignments.map((alignment) => (
          <Menu.Item
            key={alignment}
            disabled={selected.length < 2}
            onClick={() => diagram.get('alignElements').trigger(selected, alignment)}
          >
            {t(`align_${alignment}`)}
          </Menu.Item>
        ))}
        {axes.map((axis) => (
          <Menu.Item
            key={axis}
            disabled={selected.length < 3}
            onClick={() => diagram.get('distributeElements').trigger(selected, axis)}
          >
            {t(`distribute_${axis}`)}
          </Menu.Item>
        ))}
        {selected.length < 2 && <Menu.Label>{t('alignHint')}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}
