/**
 * Every text of a service that somebody reads, from whichever file it stands in: settings, messages, forms, names in the
 * diagram. Each is known by its file and a key, so that a translator's table finds its way back.
 */
import type { Localised } from '#engine/cases/text/localised.ts';
import type { Resource } from '#engine/runtime/application/services.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { textsOf } from '#forms/texts.ts';
import { type MessageFile, type Part, readFile, textAt } from '../messages/message-file.ts';
import { readPack } from '../settings/pack-file.ts';
import { namesIn } from './diagram-names.ts';

export type TextKind = 'settings' | 'messages' | 'form' | 'process';

export interface ServiceText {
  readonly path: string;
  readonly kind: TextKind;
  readonly key: string;
  /** What it is of: a stage, a message, a form, a step. */
  readonly of: Localised;
  readonly what: 'name' | 'description' | 'text' | 'sms' | 'subject' | 'label';
  readonly vi: string;
  readonly en: string;
}

export type TextFile = Pick<Resource, 'path' | 'kind' | 'content'>;

/** @returns none for a file that holds no texts, or that cannot be read */
export async function textsIn(file: TextFile): Promise<readonly ServiceText[]> {
  if (file.kind === 'process') return await textsOfDiagram(file);
  if (file.kind === 'form') return textsOfForm(file);
  if (file.kind === 'messages') return textsOfMessages(file);
  return file.path === 'pack.json' ? textsOfPack(file) : [];
}

export function isMissing({ vi, en }: Pick<ServiceText, 'vi' | 'en'>): boolean {
  return vi.trim() === '' || en.trim() === '';
}

function textsOfPack({ path, content }: TextFile): readonly ServiceText[] {
  const pack = readPack(content);
  if (pack === undefined) return [];
  const one = (key: string, of: Localised, what: ServiceText['what'], { vi, en }: Localised): ServiceText => ({
    path,
    kind: 'settings',
    key,
    of,
    what,
    vi,
    en,
  });
  const named = (group: 'stages' | 'outcomes') =>
    pack[group].flatMap(({ code, name, text }) => [
      one(`${group}.${code}.name`, name, 'name', name),
      one(`${group}.${code}.text`, name, 'text', text),
    ]);
  return [
    one('name', pack.name, 'name', pack.name),
    one('description', pack.name, 'description', pack.description),
    ...named('stages'),
    ...named('outcomes'),
  ];
}

function textsOfMessages({ path, content }: TextFile): readonly ServiceText[] {
  const file: MessageFile | undefined = readFile(content);
  return (file?.messages ?? []).flatMap((entry) => {
    const parts: readonly Part[] = [
      ...(entry.sms === undefined ? [] : (['sms'] as const)),
      ...(entry.email === undefined ? [] : (['subject', 'text'] as const)),
    ];
    const shared = { path, kind: 'messages' as const, of: entry.name };
    return [
      { ...shared, key: `${entry.code}.name`, what: 'name' as const, ...entry.name },
      ...parts.map((part) => ({
        ...shared,
        key: `${entry.code}.${part}`,
        what: part,
        vi: textAt(entry, part, 'vi'),
        en: textAt(entry, part, 'en'),
      })),
    ];
  });
}

function textsOfForm({ path, content }: TextFile): readonly ServiceText[] {
  const form = formIn(content);
  if (form === undefined) return [];
  const title = form.title ?? path;
  const english = form.i18n?.['en'] ?? {};
  return textsOf(form).map((text) => ({
    path,
    kind: 'form',
    key: text,
    of: { vi: title, en: english[title] ?? title },
    what: 'label',
    vi: text,
    en: english[text] ?? '',
  }));
}

async function textsOfDiagram({ path, content }: TextFile): Promise<readonly ServiceText[]> {
  return (await namesIn(content)).map(({ id, vi, en }) => ({
    path,
    kind: 'process',
    key: id,
    of: { vi, en: en || vi },
    what: 'name',
    vi,
    en,
  }));
}

export function formIn(content: string): FormDefinition | undefined {
  try {
    const form = JSON.parse(content) as FormDefinition;
    return Array.isArray(form.components) ? form : undefined;
  } catch {
    return undefined;
  }
}
