// Conformance cases: models written by others, with steps and expectations in words that no engine owns.
import type { Json, Variables } from '#engine/core/values.ts';

export interface CaseFile {
  readonly cases: readonly Case[];
}

export interface Case {
  readonly id: string;
  readonly core?: boolean;
  /** What other engines did with it: `pass`, or how it failed. */
  readonly observed?: { readonly [engine: string]: string };
  /** Deployed together, beside the file of the cases. */
  readonly files: readonly string[];
  readonly handlers?: { readonly [element: string]: Handler };
  readonly steps: readonly Step[];
  readonly expect: Expect;
}

/** What the code behind an automatic task does. */
export interface Handler {
  readonly set?: { readonly [name: string]: Json };
  readonly error?: string;
  readonly fail?: string;
}

export interface Step {
  readonly start?: { readonly process: string; readonly variables?: Variables };
  readonly root?: boolean;
  readonly complete?: string;
  readonly count?: number | 'all';
  readonly variables?: Variables;
  readonly trigger?: string;
  readonly message?: string;
  readonly signal?: string;
  readonly condition?: Variables;
  readonly setVariables?: Variables;
  readonly in?: string;
  readonly advance?: string;
  readonly work?: string;
  readonly outcome?: { readonly variables?: Variables; readonly bpmnError?: string; readonly failure?: string };
  readonly activate?: string;
  readonly finishAdHoc?: string;
  readonly cancelInstance?: boolean;
  readonly move?: {
    readonly cancel?: readonly string[];
    readonly startBefore?: readonly string[];
    readonly startAfter?: readonly string[];
  };
  readonly suspend?: boolean;
  readonly check?: Expect;
  readonly rejects?: boolean;
  readonly mayReject?: boolean;
}

export interface Expect {
  readonly state?: string;
  readonly waiting?: Counts;
  readonly completed?: Counts;
  readonly cancelled?: Counts;
  readonly never?: readonly string[];
  readonly order?: readonly string[];
  readonly variables?: Variables;
  readonly instances?: number;
  readonly assignees?: Counts;
  readonly enabled?: readonly string[];
  readonly trace?: readonly string[];
}

export type Counts = { readonly [element: string]: number };
