/**
 * One text on its way to the public: what looks personal is marked, one press covers or keeps it, the result stands
 * beside it. Where the text is typed over, what was typed is the new beginning.
 */
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { Finding } from '#engine/runtime/application/publications.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { allCovered, type Decisions, passageOf, resultOf, stateOf, toggled } from './covered.ts';
import { Marked } from './marked.tsx';
import { useFindings } from './queries.ts';
import { usePublicationWords } from './use-words.ts';

interface Props {
  readonly caseId: string;
  readonly label: string;
  readonly original: string;
  /** What would be public now. */
  readonly value: string;
  /** With the passages of this text that stay though they look like a name or a home. */
  readonly onChange: (value: string, kept: readonly string[]) => void;
}

const typingMs = 600;

export function Redactor(props: Props) {
  const t = usePublicationWords();
  const { label, original, value } = props;
  const { base, found, error, decisions, toggle, restart } = useDecisions(props);
  return (
    <section className="redactor" aria-label={label}>
      <h4>{label}</h4>
      {error !== null && <ProblemNotice error={error} />}
      <div className="redactor-sides">
        <div>
          <h5>{t('before')}</h5>
          <Marked
            text={base}
            findings={found}
            stateOf={(finding) => stateOf(base, finding, decisions)}
            onToggle={toggle}
          />
          {found.length === 0 && base !== '' && <p className="wf-muted">{t('nothingFound')}</p>}
        </div>
        <div>
          <h5>{t('after')}</h5>
          <p className="marked" aria-live="polite">
            {value}
          </p>
        </div>
      </div>
      {base !== original && (
        <Button size="compact-sm" variant="default" onClick={restart}>
          {t('restart')}
        </Button>
      )}
    </section>
  );
}

const nothing: Decisions = { covered: new Set(), kept: new Set() };

function useDecisions({ caseId, original, value, onChange }: Props) {
  const [base, setBase] = useState(original);
  const [decisions, setDecisions] = useState<Decisions>();
  const { data: found, error } = useFindings(caseId, base);
  const [typed] = useDebouncedValue(value, typingMs);
  useEffect(() => {
    if (found === undefined) return;
    if (decisions === undefined) {
      // What the form proposes is the original with everything covered, unless somebody was here before.
      const all = allCovered(found);
      if (resultOf(base, found, all) === value) setDecisions(all);
      else {
        setBase(value);
        setDecisions(nothing);
      }
    } else if (typed === value && value !== resultOf(base, found, decisions)) {
      setBase(value);
      setDecisions({ covered: new Set(), kept: decisions.kept });
    }
  }, [found, decisions, base, value, typed]);
  const settle = (text: string, findings: readonly Finding[], next: Decisions) => {
    setDecisions(next);
    const kept = findings.filter((one) => stateOf(text, one, next) === 'kept').map((one) => passageOf(text, one));
    onChange(resultOf(text, findings, next), kept);
  };
  return {
    base,
    found: found ?? [],
    error,
    decisions: decisions ?? nothing,
    toggle: (finding: Finding) => {
      if (found === undefined || decisions === undefined) return;
      settle(base, found, toggled(base, finding, decisions));
    },
    restart: () => {
      setBase(original);
      setDecisions(nothing);
      onChange(original, []);
    },
  };
}
