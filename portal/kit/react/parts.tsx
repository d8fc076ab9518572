/** Small things that look and behave the same in every application: clock, empty list, problem. */
import type { ReactNode } from 'react';
import type { ClockView } from '#engine/runtime/application/common.ts';
import { clockWords } from '../format.ts';
import { translator } from '../text.ts';
import { sharedTexts } from '../texts/shared.ts';
import { ApiError } from './api-client.ts';
import { useLanguage } from './providers.tsx';

export type Tone = 'late' | 'risk' | 'ok' | 'none';

export function toneOf(clock: ClockView): Tone {
  if (clock.state === 'met') return 'ok';
  return ({ late: 'late', soon: 'risk', ok: 'ok', none: 'none' } as const)[clock.danger];
}

/** Word, shape and colour say the same thing. */
export function ClockChip({ clock }: { readonly clock: ClockView }) {
  const tone = toneOf(clock);
  return <span className={`wf-chip ${tone === 'none' ? 'mute' : tone}`}>{clockWords(clock, useLanguage())}</span>;
}

export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="wf-empty">
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

interface LoadStateProps {
  /** A query as @tanstack/react-query gives it; one that is not asked at all is not loading. */
  readonly of: { readonly isLoading: boolean; readonly error: unknown };
}

/** What stands where data will stand: that it is on its way, or why it does not come. */
export function LoadState({ of: { isLoading, error } }: LoadStateProps) {
  const t = translator(sharedTexts, useLanguage());
  if (error !== null) return <ProblemNotice error={error} />;
  if (!isLoading) return null;
  return (
    <p role="status" className="wf-muted wf-loading">
      {t('loading')}
    </p>
  );
}

export type Fact = readonly [name: string, value: ReactNode];

interface FactListProps {
  /** No name twice; what does not apply is false. */
  readonly facts: readonly (Fact | false)[];
  readonly className: string;
}

/** Names and values, such as dates and units. */
export function FactList({ facts, className }: FactListProps) {
  return (
    <dl className={className}>
      {facts
        .filter((fact) => fact !== false)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** What was refused, field by field, in the server's words; a broken line in ours. */
export function ProblemNotice({
  error,
  labels,
}: {
  readonly error: unknown;
  readonly labels?: (path: string) => string;
}) {
  const t = translator(sharedTexts, useLanguage());
  const known = error instanceof ApiError ? error : undefined;
  const message = known?.status === 0 ? t('offline') : known?.message || t('unknownProblem');
  return (
    <div className="wf-notice" role="alert">
      <strong>{message}</strong>
      {known && known.fields.length > 0 && (
        <ul>
          {known.fields.map((field) => (
            <li key={field.path}>
              {labels?.(field.path) ?? field.path}: {field.message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
