/** Writes one text back into its file, in both languages, everything else as it stood. */
import type { Localised } from '#engine/cases/text/localised.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';
import { translate } from '#forms/texts.ts';
import { type MessageFile, type Part, readFile, withText, written } from '../messages/message-file.ts';
import { setText } from '../process/panel/edit.ts';
import { type PackFile, readPack, withOutcome, withStage, writtenPack } from '../settings/pack-file.ts';
import { editedDiagram } from '../steps/edit-diagram.ts';
import { formIn, type ServiceText } from './service-texts.ts';

/** @returns the file's new content; the content itself where the text is not there */
export async function putText(
  content: string,
  { kind, key }: Pick<ServiceText, 'kind' | 'key'>,
  words: Localised,
): Promise<string> {
  if (kind === 'process') {
    return await editedDiagram(content, key, (diagram, element) => {
      setText(diagram, element, 'name', words.vi);
      setText(diagram, element, 'wardflow:nameEn', words.en);
    });
  }
  if (kind === 'form') return putInForm(content, key, words);
  if (kind === 'messages') return putInMessages(content, key, words);
  const pack = readPack(content);
  return pack === undefined ? content : writtenPack(putInPack(pack, key, words));
}

function putInPack(pack: PackFile, key: string, words: Localised): PackFile {
  const [group = '', code = '', part] = key.split('.');
  if (group === 'name' || group === 'description') return { ...pack, [group]: { ...pack[group], ...words } };
  const change = part === 'name' || part === 'text' ? { [part]: words } : {};
  return group === 'stages' ? withStage(pack, code, change) : withOutcome(pack, code, change);
}

function putInMessages(content: string, key: string, words: Localised): string {
  const file = readFile(content);
  if (file === undefined) return content;
  const [code = '', part = ''] = key.split('.');
  if (part === 'name') {
    const messages = file.messages.map((one) =>
      one.code === code ? { ...one, name: { ...one.name, ...words } } : one,
    );
    return written({ ...file, messages });
  }
  const next = (['vi', 'en'] as const).reduce<MessageFile>(
    (before, language) => withText(before, code, { part: part as Part, language, text: words[language] }),
    file,
  );
  return written(next);
}

function putInForm(content: string, text: string, { vi, en }: Localised): string {
  const form = formIn(content);
  if (form === undefined) return content;
  const kept = vi.trim() === '' || vi === text ? form : renamed(form, text, vi);
  return `${JSON.stringify(translate(kept, vi.trim() === '' ? text : vi, en), null, 2)}\n`;
}

/** Form.io finds a translation by the text itself, so another text takes its translation along. */
function renamed(form: FormDefinition, from: string, to: string): FormDefinition {
  const { [from]: _, ...english } = form.i18n?.['en'] ?? {};
  const title = form.title === from ? { title: to } : {};
  const components = form.components.map((component) => spoken(component, from, to) as FormComponent);
  return { ...form, ...title, components, i18n: { ...form.i18n, en: english } };
}

/** Properties of a component that people read (`forms/texts.ts`), wherever it lies. */
const shown: ReadonlySet<string> = new Set(['label', 'legend', 'title', 'description', 'placeholder', 'html']);

function spoken(value: unknown, from: string, to: string): unknown {
  if (Array.isArray(value)) return value.map((one) => spoken(one, from, to));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    shown.has(name) && inner === from ? to : spoken(inner, from, to),
  ]);
  return Object.fromEntries(entries);
}
