/** The diagram with where the case stands and which way it has come. */
import { useMemo } from 'react';
import { everyWaiting } from '#engine/scenarios/waiting.ts';
import '../operations/operations.css';
import { type Badge, type Mark, TokenDiagram } from '../operations/token-diagram.tsx';
import type { Tried } from './play.ts';
import type { Stage } from './stage.ts';
import { useSpeech } from './use-words.ts';

export function Drawing({ stage, tried }: { readonly stage: Stage; readonly tried: Tried | null }) {
  const { t } = useSpeech();
  const marks = useMemo(() => (tried === null ? {} : marksOf(tried)), [tried]);
  const badges = useMemo(() => (tried === null ? [] : badgesOf(tried, (count) => t('hereNow', { count }))), [tried, t]);
  const xml = stage.book.files.find(({ path }) => path === stage.scenario.model)?.content ?? '';
  return (
    <div className="try-drawing">
      <TokenDiagram xml={xml} label={t('drawing')} badges={badges} marks={marks} focus={badges[0]?.element} />
      <p className="try-legend">
        <span className="legend here">{t('legendHere')}</span>{' '}
        <span className="legend passed">{t('legendPassed')}</span>
      </p>
    </div>
  );
}

function marksOf({ world }: Tried): Readonly<Record<string, Mark>> {
  const marks: Record<string, Mark> = {};
  for (const { line } of world.history) {
    if (line.event === 'completed' || line.event === 'taken') marks[line.element] = 'try-passed';
  }
  for (const { node } of everyWaiting(world))
    marks[node.element] = node.incident === undefined ? 'op-here' : 'op-stuck';
  return marks;
}

function badgesOf({ world }: Tried, words: (count: number) => string): readonly Badge[] {
  const standing = Map.groupBy(everyWaiting(world), ({ node }) => node.element);
  return [...standing].map(([element, all]) => ({
    element,
    text: String(all.length),
    title: words(all.length),
    kind: all.some(({ node }) => node.incident !== undefined) ? 'incidents' : 'waiting',
  }));
}
