/** What can be done to the step that is chosen in the list. */
import { Button, Menu, Select } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Diagram, Shape } from '../../diagram/library.ts';
import { useText } from '../../use-text.ts';
import { setText, textOf } from '../panel/edit.ts';
import { TextField } from '../panel/fields.tsx';
import { translated } from '../translate.ts';
import { addAfter, addTimer, connect, neighbourOf, offeredAfter, remove, swap, targetsOf } from './edit-steps.ts';
import type { StepWords } from './use-step-words.ts';

export interface StepToolsProps {
  readonly diagram: Diagram;
  readonly shape: Shape;
  readonly words: StepWords;
  readonly onSelect: (id: string) => void;
}

/** A step that was just added is named first. */
let added: string | null = null;

export function StepTools({ diagram, shape, words, onSelect }: StepToolsProps) {
  const t = useText();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (added === shape.id) place.current?.querySelector<HTMLInputElement>('input')?.focus();
    added = null;
  }, [shape.id]);
  const before = neighbourOf(shape, 'before');
  const behind = neighbourOf(shape, 'behind');
  return (
    <div className="step-tools" ref={place}>
      <TextField
        label={t('elementName')}
        value={textOf(shape.businessObject, 'name')}
        onCommit={(value) => setText(diagram, shape, 'name', value)}
      />
      <div className="buttons">
        <AddMenu diagram={diagram} shape={shape} onSelect={onSelect} />
        <Button
          variant="default"
          size="xs"
          disabled={before === undefined}
          onClick={() => before !== undefined && swap(diagram, before, shape)}
        >
          {t('moveBefore')}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={behind === undefined}
          onClick={() => behind !== undefined && swap(diagram, shape, behind)}
        >
          {t('moveBehind')}
        </Button>
        <Button variant="default" size="xs" onClick={() => remove(diagram, shape)}>
          {t('removeStep')}
        </Button>
      </div>
      <ConnectField diagram={diagram} shape={shape} words={words} />
    </div>
  );
}

function AddMenu({ diagram, shape, onSelect }: Omit<StepToolsProps, 'words'>) {
  const t = useText();
  const language = useLanguage();
  const kinds = offeredAfter(diagram, shape);
  const isTask = shape.businessObject.$type.endsWith('Task');
  const select = (made: Shape | undefined): void => {
    if (made === undefined) return;
    added = made.id;
    onSelect(made.id);
  };
  return (
    <Menu shadow="md" width={280} returnFocus={false}>
      <Menu.Target>
        <Button variant="default" size="xs" disabled={kinds.length === 0}>
          {t('addAfter')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind.words} onClick={() => select(addAfter(diagram, shape, kind))}>
            {translated(kind.words, {}, language)}
          </Menu.Item>
        ))}
        {isTask && (
          <Menu.Item onClick={() => select(addTimer(diagram, shape))}>
            {translated('Timer boundary event', {}, language)}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function ConnectField({ diagram, shape, words }: Pick<StepToolsProps, 'diagram' | 'shape' | 'words'>) {
  const t = useText();
  const targets = targetsOf(diagram, shape);
  if (targets.length === 0) return null;
  return (
    <Select
      label={t('connectTo')}
      placeholder={t('pick')}
      searchable
      value={null}
      data={targets.map((target) => ({ value: target.id, label: `${words.name(target)} (${words.kind(target)})` }))}
      onChange={(id) => {
        const target = diagram.get('elementRegistry').get(id ?? '');
        if (target !== undefined) connect(diagram, shape, target);
      }}
    />
  );
}
