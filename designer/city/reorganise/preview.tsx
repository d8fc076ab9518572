import type { ReorganisationPlan } from '#engine/cases/organisation/reorganisation.ts';
import type { Language } from '#engine/runtime/application/common.ts';
import type { PlannedPost, ReorganisationPreview } from '#engine/runtime/application/reorganisations.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { withPost } from './plan-edit.ts';
import { PostChoices } from './post-choices.tsx';
import { useWords } from './use-words.ts';

export interface PreviewProps {
  readonly preview: ReorganisationPreview;
  readonly plan: ReorganisationPlan;
  readonly onChange: (plan: ReorganisationPlan) => void;
}

/** What would move, unit by unit, and what stays; whose post goes where, where a unit is split. */
export function Preview({ preview, plan, onChange }: PreviewProps) {
  const t = useWords();
  const language = useLanguage();
  return (
    <section aria-labelledby="preview-title">
      <h2 id="preview-title">{t('previewTitle')}</h2>
      <p className="wf-muted">{t('previewLead')}</p>
      {preview.wards.length > 0 && (
        <ul>
          {preview.wards.map(({ from, to, openCases, streets }) => (
            <li key={from.code}>
              {t('wardMoves', { from: from.name[language], to: to.name[language], cases: openCases, streets })}
            </li>
          ))}
        </ul>
      )}
      {preview.moves.map(({ from, to, posts, closedPosts, categories, rules, unitsBelow, closedCases }) => (
        <div key={from.code} className="wf-card move-card">
          <h3>
            {from.name[language]} <code>{from.code}</code>
          </h3>
          <ul>
            {to.map(({ unit, openCases, openTasks }) => (
              <li key={unit.code}>
                → {t('movesTo', { unit: unit.name[language], cases: openCases, tasks: openTasks })}
              </li>
            ))}
            {!isSplit(to) && <li>{t('posts', { count: posts.length })}</li>}
            {closedPosts.length > 0 && <li>{t('closedPosts', { names: inWords(closedPosts, language) })}</li>}
            <li>{t('routing', { categories, rules })}</li>
            {unitsBelow > 0 && <li>{t('below', { count: unitsBelow })}</li>}
            <li>{t('stays', { count: closedCases })}</li>
          </ul>
          {isSplit(to) && posts.length > 0 && (
            <PostChoices
              posts={posts}
              heirs={to.map(({ unit }) => unit)}
              chosen={plan.units.find((move) => move.from === from.code)?.posts ?? []}
              onChoose={(post, heir) => onChange(withPost(plan, from.code, post, heir))}
            />
          )}
        </div>
      ))}
    </section>
  );
}

function isSplit(to: ReorganisationPreview['moves'][number]['to']): boolean {
  return new Set(to.map(({ unit }) => unit.code)).size > 1;
}

function inWords(posts: readonly PlannedPost[], language: Language): string {
  return posts.map(({ displayName, to }) => `${displayName} → ${to.name[language]}`).join('; ');
}
