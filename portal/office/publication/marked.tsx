/** A text with what was found in it marked; each mark is a button where somebody decides. */
import { Fragment } from 'react';
import type { Finding } from '#engine/runtime/application/publications.ts';
import { type FindingState, keyOf } from './covered.ts';
import { usePublicationWords } from './use-words.ts';

const stateKeys = {
  covered: 'stateCovered',
  kept: 'stateKept',
  open: 'stateOpen',
  must: 'stateMust',
} as const;

export function Marked({
  text,
  findings,
  stateOf,
  onToggle,
}: {
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly stateOf: (finding: Finding) => FindingState;
  readonly onToggle?: (finding: Finding) => void;
}) {
  const t = usePublicationWords();
  const kindOf = (finding: Finding) => `${t(finding.kind)} · ${t(stateKeys[stateOf(finding)])}`;
  return (
    <p className="marked">
      {findings.map((finding, index) => (
        <Fragment key={keyOf(finding)}>
          {text.slice(findings[index - 1]?.end ?? 0, finding.start)}
          {onToggle === undefined ? (
            <mark className={stateOf(finding)}>
              {text.slice(finding.start, finding.end)} <small>{kindOf(finding)}</small>
            </mark>
          ) : (
            <button
              type="button"
              className={stateOf(finding)}
              aria-pressed={stateOf(finding) === 'covered'}
              onClick={() => onToggle(finding)}
            >
              {text.slice(finding.start, finding.end)} <small>{kindOf(finding)}</small>
            </button>
          )}
        </Fragment>
      ))}
      {text.slice(findings.at(-1)?.end ?? 0)}
    </p>
  );
}
