/** A dossier beside its case: which procedure it is, through whose hands it goes, and what is on record of it. */
import type { Instant, Json } from '#engine/core/values.ts';
import type { Scope } from '../access.ts';
import type { Places } from './reorganisation.ts';

/** One for each case of a service for dossiers. Nothing in it says whose dossier it is. */
export interface DossierRow {
  readonly caseId: string;
  /** Mã hồ sơ: also the case's register number. */
  readonly code: string;
  readonly procedureCode: string;
  /** The text of the procedure as it was at the receipt: id of a {@link ProcedureVersionRow}. */
  readonly procedureVersion: string;
  readonly field: string;
  readonly channel: DossierChannel;
  /** The desk that received it, who works on it, whose head signs, and who numbers and issues. */
  readonly receivingUnit: string;
  readonly unit: string;
  readonly competentUnit: string;
  readonly recordsUnit: string;
  readonly ward: string;
  readonly confidentiality: 'normal' | 'confidential';
  readonly receivedAt: Instant;
}

/** Through whose hands a dossier goes. */
export type DossierUnits = Pick<DossierRow, 'receivingUnit' | 'unit' | 'competentUnit' | 'recordsUnit' | 'ward'>;

export type DossierChannel = 'counter' | 'post' | 'online';

/** A procedure as it was made known; its id is a hash of its content, so that the same text is kept once. */
export interface ProcedureVersionRow {
  readonly id: string;
  readonly procedureCode: string;
  /** JSON, see {@link import('#engine/cases/dossiers/procedures.ts').procedureOf}. */
  readonly content: string;
  readonly since: Instant;
}

/** One piece of evidence. A row is only ever added; its words stand in the vault. */
export interface DossierEventRow {
  readonly id: string;
  readonly caseId: string;
  readonly at: Instant;
  readonly kind: DossierEventKind;
  /** Account, `citizen`, or '' for the product itself. */
  readonly actor: string;
  readonly unit: string;
  /** Where in the process; '' where no step said it. */
  readonly element: string;
  /** Of the document that came about: its number in the register of outgoing documents, and the symbol behind it. */
  readonly number: string;
  readonly symbol: string;
  readonly dueBefore: Instant | null;
  readonly dueAfter: Instant | null;
  /** A file of the case. */
  readonly fileId: string | null;
  /** JSON in the vault: reason, what is missing, to whom it was handed. */
  readonly noteEntry: string | null;
  /** What is nobody's: codes of papers and how many, the way of handing over. */
  readonly data: Readonly<Record<string, Json>>;
}

export type DossierEventKind =
  /** Handed in. */
  | 'received'
  /** It is complete; the receipt names the return date. */
  | 'accepted'
  | 'supplementAsked'
  | 'supplemented'
  | 'refused'
  /** The return date was put off, with an apology, before it had come. */
  | 'extended'
  /** It is late: apologised for, with a date by which the result will come. */
  | 'apologised'
  | 'stopped'
  /** The draft of the result went to who signs. */
  | 'submitted'
  | 'signed'
  | 'numbered'
  | 'issued'
  | 'handedOver';

/** How many open dossiers go by one text of a procedure. */
export interface ProcedureUse extends Pick<DossierRow, 'procedureCode' | 'procedureVersion'> {
  readonly dossiers: number;
}

export interface DossierTable {
  /** The next serial of a code that begins so, from 1; held until the transaction ends, so that none is given twice. */
  nextSerial(prefix: string): Promise<number>;
  /** The last one that was given; 0: none. Takes nothing. */
  lastSerial(prefix: string): Promise<number>;
  insert(row: DossierRow): Promise<void>;
  byCase(caseId: string): Promise<DossierRow | undefined>;
  byCode(code: string): Promise<DossierRow | undefined>;
  /** Of open cases, with one of these units or wards anywhere in them, after an id, in order of id. */
  openOf(where: Places, after: string, limit: number): Promise<readonly DossierRow[]>;
  /** Others answer for it from now on. */
  handOver(caseId: string, to: DossierUnits): Promise<void>;
  /** Whether a dossier meets a scope; the condition is part of the query. */
  allowed(scope: Scope, caseId: string): Promise<boolean>;
  /** Those of some dossiers that meet a scope. */
  allowedOf(scope: Scope, caseIds: readonly string[]): Promise<readonly string[]>;
  /** Of those received in a span and within a scope, in order of receipt, after a place in it. */
  page(scope: Scope, query: DossierQuery): Promise<readonly DossierRow[]>;
  /** Keeps a text; nothing happens where it is kept already. */
  keepVersion(row: ProcedureVersionRow): Promise<void>;
  version(id: string): Promise<ProcedureVersionRow | undefined>;
  /** Open dossiers by the text that they go by, of one procedure or of all. */
  running(procedureCode?: string): Promise<readonly ProcedureUse[]>;
  addEvents(rows: readonly DossierEventRow[]): Promise<void>;
  /** Of several dossiers, as far as they are not in the archive; in order of time. */
  eventsOfAll(caseIds: readonly string[]): Promise<readonly DossierEventRow[]>;
  /** In order of time. */
  eventsOf(caseId: string): Promise<readonly DossierEventRow[]>;
}

export interface DossierQuery {
  readonly from: Instant;
  readonly to: Instant;
  /** The desk that received it; left out: any. */
  readonly receivingUnit?: string;
  readonly procedureCode?: string;
  /** Of its case. */
  readonly state?: 'open' | 'closed';
  readonly after?: { readonly receivedAt: Instant; readonly caseId: string };
  readonly limit: number;
}
