/** Which message would go to whom at what time, with its words in both languages and on each way. */
import { followLink, givenParams, isForUnit, officeLink, templateOf, valuesOf } from '#engine/cases/compose-notice.ts';
import { type Channel, type MessageTemplate, renderNotice } from '#engine/cases/notices.ts';
import type { Localised } from '#engine/cases/text/localised.ts';
import type { CreateJob } from '#engine/core/effects.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import { tryTexts } from '#portal/kit/texts/try.ts';
import { isVaultReference } from './personal.ts';
import type { SeenOfCase, Tried, Turn } from './play.ts';
import type { Stage } from './stage.ts';

export interface SentMessage {
  readonly at: Instant;
  /** The step that sends it. */
  readonly element: string;
  readonly code: string;
  readonly name: Localised;
  readonly to:
    | { readonly kind: 'reporter' }
    | { readonly kind: 'unit'; readonly code: string; readonly name: Localised };
  readonly texts: readonly MessageText[];
}

/** On one way and in one language; `missing`: what it speaks of and nobody has said, so that it would not be sent. */
export interface MessageText {
  readonly channel: Channel;
  readonly language: 'vi' | 'en';
  readonly subject: string | null;
  readonly text: string;
  readonly missing: readonly string[];
}

/** In the order in which they are sent. */
export function messagesIn(stage: Stage, tried: Tried, turn: Turn): readonly SentMessage[] {
  const until = tried.turns.indexOf(turn);
  const said = Object.assign({}, ...tried.turns.slice(0, until + 1).map((one) => one.move.said)) as Said;
  return turn.seen.flatMap((seen) =>
    seen.effects.flatMap((effect): readonly SentMessage[] => {
      const template = effect.kind === 'createJob' ? stage.messages.get(templateOf(effect) ?? '') : undefined;
      if (effect.kind !== 'createJob' || effect.type !== 'notice' || template === undefined) return [];
      return [sentMessage(stage, { tried, seen, said }, template, effect)];
    }),
  );
}

type Said = Readonly<Record<string, string>>;

interface Sending {
  readonly tried: Tried;
  readonly seen: SeenOfCase;
  readonly said: Said;
}

function sentMessage(stage: Stage, sending: Sending, template: MessageTemplate, job: CreateJob): SentMessage {
  const { at, facts } = sending.seen;
  const { units } = stage.city.city;
  const named = typeof job.inputs['to'] === 'string' && units.has(job.inputs['to']) ? job.inputs['to'] : facts.unit;
  const name = units.get(named)?.name ?? { vi: named, en: named };
  const forUnit = isForUnit(template, job);
  const ways = forUnit ? (['email'] as const) : (['sms', 'email'] as const);
  const languages = forUnit ? (['vi'] as const) : (['vi', 'en'] as const);
  const texts = ways.flatMap((channel) =>
    languages.flatMap((language) => textOf(stage, sending, { template, job, channel, language, forUnit }) ?? []),
  );
  const to = forUnit ? ({ kind: 'unit', code: named, name } as const) : ({ kind: 'reporter' } as const);
  return { at, element: job.element, code: template.code, name: template.name, to, texts };
}

interface Wording {
  readonly template: MessageTemplate;
  readonly job: CreateJob;
  readonly channel: Channel;
  readonly language: 'vi' | 'en';
  readonly forUnit: boolean;
}

function textOf({ city }: Stage, { tried, seen, said }: Sending, wording: Wording): MessageText | undefined {
  const { template, job, channel, language, forUnit } = wording;
  const { portal } = city.city.province;
  const values = valuesOf({
    record: { ...seen.facts, registerNumber: tried.registerNumber },
    place: { city: city.city, workingTime: city.time },
    link: forUnit ? officeLink(portal) : followLink(portal, '…'),
    language,
    now: seen.at,
    given: openedIn(givenParams(job.inputs), said, forUnit ? null : tryTexts[language].personalData),
  });
  const rendering = renderNotice(template, channel, language, values);
  if (rendering === undefined) return undefined;
  const { notice, missing } = rendering;
  return { channel, language, subject: notice?.subject ?? null, text: notice?.text ?? '', missing };
}

/** @param instead in place of personal words that are not known here, those of a scenario that is played again; null: none are told at all, as to an office */
function openedIn(given: Readonly<Record<string, Json>>, said: Said, instead: string | null) {
  const texts = Object.entries(given).flatMap(([name, value]): readonly (readonly [string, string])[] => {
    if (!isVaultReference(value)) return typeof value === 'object' ? [] : [[name, String(value)]];
    return instead === null ? [] : [[name, said[value.$vault] ?? instead]];
  });
  return Object.fromEntries(texts);
}
