/** A text of a message; what the case fills in is inserted where the cursor stands, by its name in plain words. */
import { Button, Menu, Textarea } from '@mantine/core';
import { useRef } from 'react';
import type { Placeholder } from '#engine/cases/notices.ts';
import type { Language } from '#engine/runtime/application/common.ts';
import { useWords } from '../texts/use-words.ts';

interface Props {
  readonly label: string;
  readonly side: Language;
  readonly value: string;
  readonly names: readonly Placeholder[];
  readonly rows: number;
  readonly put: (text: string) => void;
}

export function TemplateField({ label, side, value, names, rows, put }: Props) {
  const t = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const what = t(side === 'vi' ? 'inVi' : 'inEn', { what: label });
  const insert = (name: Placeholder) => {
    const [from, to] = [field.current?.selectionStart ?? value.length, field.current?.selectionEnd ?? value.length];
    put(`${value.slice(0, from)}{${name}}${value.slice(to)}`);
    const after = from + name.length + 2;
    // The menu gives the focus back to its button first.
    setTimeout(() => {
      field.current?.focus();
      field.current?.setSelectionRange(after, after);
    });
  };
  return (
    <div>
      <Textarea
        ref={field}
        label={label}
        lang={side}
        autosize
        minRows={rows}
        maxRows={12}
        value={value}
        onChange={(event) =>
          put(rows === 1 ? event.currentTarget.value.replace(/\s*\n\s*/g, ' ') : event.currentTarget.value)
        }
      />
      <Menu returnFocus={false}>
        <Menu.Target>
          <Button size="compact-xs" variant="subtle" aria-label={t('insertInto', { what })}>
            {t('insert')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {names.map((name) => (
            <Menu.Item key={name} onClick={() => insert(name)}>
              {t(name)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
