/** Names in a diagram that people read, in the order of the file. */
import { BpmnModdle } from 'bpmn-moddle';
import wardflow from '#engine/bpmn/wardflow-moddle.json' with { type: 'json' };
import type { BusinessObject } from '../diagram/library.ts';
import { textOf } from '../process/panel/edit.ts';

export interface ElementName {
  readonly id: string;
  readonly vi: string;
  readonly en: string;
}

/** @returns elements that have a name; a diagram that cannot be read has none */
export async function namesIn(xml: string): Promise<readonly ElementName[]> {
  try {
    const { elementsById } = await new BpmnModdle({ wardflow }).fromXML(xml);
    return Object.values(elementsById).flatMap((element) => {
      const object = element as BusinessObject;
      if (!isSpoken(object)) return [];
      const [vi, en] = [textOf(object, 'name'), textOf(object, 'wardflow:nameEn')];
      return vi.trim() === '' && en.trim() === '' ? [] : { id: object.id ?? '', vi, en };
    });
  } catch {
    return [];
  }
}

/** What the extension gives an English name: not messages, signals and the like, whose names machines read. */
function isSpoken(object: BusinessObject): boolean {
  const { $instanceOf } = object as unknown as { readonly $instanceOf?: (type: string) => boolean };
  return $instanceOf?.call(object, 'wardflow:Spoken') ?? false;
}
