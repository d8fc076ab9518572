/** The table in dmn-js, with its hit policy in words above and what is chosen beside it. */
import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';
import { hitPolicyNames, hitWords } from './hit-words.ts';
import type { ShownDecision } from './tables.ts';
import type { UsedTables } from './use-tables.ts';

export interface EditedTableProps {
  readonly tables: UsedTables;
  readonly decision: ShownDecision;
  /** Whether the decision is a table; else it is a formula, to be read. */
  readonly shown: boolean;
  readonly children: ReactNode;
}

export function EditedTable({ tables, decision, shown, children }: EditedTableProps) {
  const language = useLanguage();
  const t = useText();
  return (
    <div className="table-desk" hidden={!shown}>
      <div className="stand">
        {tables.failure !== null && <p className="wf-notice">{t('decisionBroken', { reason: tables.failure })}</p>}
        <Select
          label={t('hitPolicy')}
          allowDeselect={false}
          disabled={tables.editor === null}
          data={hitPolicyNames.map((name) => ({ value: name, label: hitWords(name, t) }))}
          value={decision.hitPolicy}
          onChange={(policy) => {
            // `COLLECT SUM` is a policy and its aggregation; `RULE ORDER` is one policy.
            const [, name = policy ?? '', aggregation] = /^(COLLECT) (\w+)$/.exec(policy ?? '') ?? [];
            tables.editor?.get('modeling').editHitPolicy(name, aggregation);
          }}
        />
        <section className="place" aria-label={t('rulesEditable', { name: decision.title[language] })}>
          <div ref={tables.place} />
        </section>
      </div>
      {children}
    </div>
  );
}
