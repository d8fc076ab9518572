/** Where a remark can stand: each file of the service by its title, and in it what people have names for. */
import { useQueries } from '@tanstack/react-query';
import { readBpmn } from '#engine/bpmn/moddle.ts';
import type { ResourceSummary, ServiceDetail } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { readTables } from '../decision/tables.ts';
import { readFile } from '../messages/message-file.ts';
import { readResource } from '../queries.ts';
import { useText } from '../use-text.ts';
import type { DifferenceSpeech } from '../versions/difference/difference.ts';
import { elementName } from '../versions/difference/element-facts.ts';
import { elementsOf } from '../versions/difference/elements.ts';

export interface Place {
  readonly path: string;
  readonly title: string;
  readonly elements: readonly { readonly id: string; readonly name: string }[];
}

/** In the order in which a service is thought of. */
const kinds: readonly ResourceSummary['kind'][] = ['process', 'form', 'decision', 'messages', 'settings'];

/** @param revision of the draft: its places change with it */
export function usePlaces(detail: ServiceDetail, version: number, revision: number): readonly Place[] {
  const t = useText();
  const language = useLanguage();
  const speech = { t, language, choices: detail.choices, resources: detail.resources };
  const files = kinds.flatMap((kind) => detail.resources.filter((resource) => resource.kind === kind));
  return useQueries({
    queries: files.map((resource) => ({
      queryKey: ['places', detail.key, version, revision, resource.path, language],
      queryFn: async (): Promise<Place> => {
        const { content } = await readResource(detail.key, version, resource.path);
        return { path: resource.path, title: resource.title, elements: await elementsIn(resource, content, speech) };
      },
      staleTime: Number.POSITIVE_INFINITY,
    })),
  }).flatMap(({ data }) => data ?? []);
}

async function elementsIn(
  { kind, path }: ResourceSummary,
  content: string,
  speech: DifferenceSpeech,
): Promise<Place['elements']> {
  const { language } = speech;
  if (kind === 'process') {
    const { root } = await readBpmn(content, path, false);
    if (root === null) return [];
    return [...elementsOf(root)].map(([id, { element }]) => ({ id, name: elementName(element, speech) }));
  }
  if (kind === 'messages')
    return (readFile(content)?.messages ?? []).map(({ code, name }) => ({ id: code, name: name[language] }));
  if (kind === 'form') return fieldsOf(content);
  if (kind !== 'decision') return [];
  const { decisions } = await readTables(content);
  return decisions.flatMap(({ id, title, rules }) => [
    { id, name: title[language] },
    ...rules.map((rule, at) => ({
      id: rule.id,
      name: `${title[language]} · ${at + 1}${rule.note === '' ? '' : `: ${rule.note}`}`,
    })),
  ]);
}

interface Field {
  readonly key?: string;
  readonly label?: string;
  readonly components?: readonly Field[];
}

/** Fields of a form, those within others too. */
function fieldsOf(content: string): Place['elements'] {
  const walk = ({ key, label, components = [] }: Field): Place['elements'] => [
    ...(key === undefined ? [] : [{ id: key, name: label || key }]),
    ...components.flatMap(walk),
  ];
  try {
    return ((JSON.parse(content) as Field).components ?? []).flatMap(walk);
  } catch {
    return [];
  }
}
