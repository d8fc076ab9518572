/** The head of a page: what it is, a line on what it is for, and what can be done there. */
import type { ReactNode } from 'react';

export interface PageHeadProps {
  readonly title: ReactNode;
  /** Below the title: a muted line, or what the thing is at this moment. */
  readonly lead?: ReactNode;
  /** Buttons; several stand in a row. */
  readonly children?: ReactNode;
}

export function PageHead({ title, lead, children }: PageHeadProps) {
  return (
    <div className="service-head">
      <div>
        <h1>{title}</h1>
        {typeof lead === 'string' ? <p className="wf-muted">{lead}</p> : lead}
      </div>
      {children}
    </div>
  );
}
