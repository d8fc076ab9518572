/** A draft that can be tried: its processes as the engine reads them, its forms, messages and stages. */
import type { Problem } from '#engine/bpmn/problems.ts';
import { type MessageTemplate, parseMessages } from '#engine/cases/notices.ts';
import { parsePack, type ServicePack } from '#engine/cases/service-pack.ts';
import type { TryBook } from '#engine/runtime/application/services.ts';
import { type Files, loadFiles } from '#engine/scenarios/load-files.ts';
import { startOfClock } from '#engine/scenarios/parse-scenarios.ts';
import type { Scenario } from '#engine/scenarios/scenario.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { cityOf, type TryCity } from './city.ts';

export interface Stage {
  readonly book: TryBook;
  readonly files: Files;
  /** What every run begins from: the model with all that it calls. */
  readonly scenario: Scenario;
  readonly city: TryCity;
  readonly pack: ServicePack;
  readonly messages: ReadonlyMap<string, MessageTemplate>;
}

/** What keeps a draft from being tried. */
export interface NoStage {
  readonly problems: readonly Pick<Problem, 'path' | 'element' | 'message'>[];
}

export async function stageOf(book: TryBook): Promise<Stage | NoStage> {
  const contentOf = new Map(book.files.map(({ path, content }) => [path, content]));
  const { pack, faults } = parsePack(contentOf.get('pack.json'));
  if (pack === undefined) return { problems: faults.map((fault) => said('pack.json', JSON.stringify(fault))) };
  const models = book.files.filter(({ path }) => path.endsWith('.bpmn'));
  const own = models.find(({ content }) => content.includes(`id="${pack.process}"`)) ?? models[0];
  if (own === undefined) return { problems: [said('pack.json', 'no process')] };
  const others = book.files.filter(({ path }) => /\.(bpmn|dmn)$/.test(path) && path !== own.path);
  const scenario: Scenario = {
    title: '',
    titleVi: null,
    line: 1,
    model: own.path,
    process: pack.process,
    resources: others.map(({ path }) => path),
    now: Date.parse(startOfClock),
    calendar: null,
    workers: {},
    steps: [],
  };
  const files = await loadFiles(scenario, async (path) => contentOf.get(path), false);
  if (!('main' in files)) {
    return { problems: files.problems.length > 0 ? files.problems : [said(own.path, files.message)] };
  }
  const { messages } = parseMessages(contentOf.get('messages.json'));
  return { book, files, scenario, city: cityOf(book), pack, messages };
}

/** The form of a task or of the start; undefined where it has none. */
export function formOf({ book }: Stage, name: string | null | undefined): FormDefinition | undefined {
  return name != null && Object.hasOwn(book.forms, name) ? book.forms[name] : undefined;
}

function said(path: string, text: string): NoStage['problems'][number] {
  return { path, element: null, message: { vi: text, en: text } };
}
