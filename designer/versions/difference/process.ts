/**
 * Two states of a diagram: elements added, taken away, moved, and what is said of them that is another. Which elements
 * differ at all bpmn-js-differ says too: what it finds and nothing here has words for is told as such, so that no
 * change goes untold.
 */
import { diff } from 'bpmn-js-differ';
import { readBpmn } from '#engine/bpmn/moddle.ts';
import type { ModdleElement } from '#engine/bpmn/moddle-types.ts';
import { kindWords } from '../../process/kind-words.ts';
import { type Detail, type Difference, type DifferenceSpeech, detailsOf } from './difference.ts';
import { elementFacts, elementName } from './element-facts.ts';
import { elementsOf, type Placed } from './elements.ts';

/** @returns what was added and changed in the order of the later file, then what was taken away; null where one cannot be read */
export async function processDifferences(
  before: string,
  after: string,
  speech: DifferenceSpeech,
): Promise<readonly Difference[] | null> {
  const [was, now] = [await read(before), await read(after)];
  if (was === null || now === null) return null;
  const [old, elements] = [elementsOf(was), elementsOf(now)];
  const { _changed: changed, _layoutChanged: moved } = diff(was, now);
  const differing = [...elements].flatMap(([id, placed]): readonly Difference[] => {
    const earlier = old.get(id);
    if (earlier === undefined) return [whole(id, placed, 'added', speech)];
    const details = detailsOf(elementFacts(earlier, elements, speech), elementFacts(placed, elements, speech));
    if (details.length > 0) return [{ ...whole(id, placed, 'changed', speech), details }];
    if (Object.hasOwn(changed, id) && notOnlyChildren(placed)) {
      return [{ ...whole(id, placed, 'changed', speech), details: [other(speech)] }];
    }
    return Object.hasOwn(moved, id) ? [whole(id, placed, 'moved', speech)] : [];
  });
  const gone = [...old].filter(([id]) => !elements.has(id));
  return [...differing, ...gone.map(([id, placed]) => whole(id, placed, 'removed', speech))];
}

async function read(xml: string): Promise<ModdleElement | null> {
  return (await readBpmn(xml, 'process.bpmn', false)).root;
}

function whole(id: string, { element }: Placed, what: Difference['what'], speech: DifferenceSpeech): Difference {
  const sort = element.$type === 'bpmn:SequenceFlow' ? speech.t('flow') : kindWords(element, speech.language);
  return { at: id, what, name: elementName(element, speech), sort, details: [] };
}

/** What holds others is changed by whatever is in it, which is told there. */
function notOnlyChildren({ element }: Placed): boolean {
  return !['bpmn:Process', 'bpmn:Participant', 'bpmn:SubProcess', 'bpmn:Lane'].includes(element.$type);
}

function other({ t }: DifferenceSpeech): Detail {
  return { label: t('diff_other'), from: '', to: t('diff_otherChanged') };
}
