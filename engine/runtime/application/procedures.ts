import type { NumberedForm, Procedure } from '#engine/cases/dossiers/procedures.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor, Named } from './common.ts';

export type { NumberedForm, Procedure } from '#engine/cases/dossiers/procedures.ts';

/**
 * Procedures of dossiers and how dossiers and their papers are numbered (`procedures.json`), for who keeps them. Nothing
 * here touches a dossier that was received: it goes by the procedure as it was then.
 */
export interface ProcedureBook {
  /** @throws Refusal 403 */
  list(actor: Actor): Promise<ProcedureList>;
  /** What a new one can be made of. @throws Refusal 403 */
  choices(actor: Actor): Promise<ProcedureChoices>;
  /** @throws Refusal 403, 404 */
  one(actor: Actor, code: string): Promise<ProcedureDetail>;
  /** @throws Refusal 403, 404, 409 `CITY_CHANGED`, `PROCEDURE_EXISTS`, 422 with every fault by field of the procedure */
  save(actor: Actor, change: ProcedureChange): Promise<ProcedureDetail>;
  /** What a draft would promise whoever hands in now. @throws as save */
  tryOut(actor: Actor, draft: ProcedureDraft): Promise<ProcedureTrial>;
  /** @throws Refusal 403 */
  rules(actor: Actor): Promise<DossierRulesView>;
  /** @throws Refusal 403; 409 where somebody else has saved; 422 with every fault at its place */
  saveRules(actor: Actor, change: DossierRulesChange): Promise<DossierRulesView>;
  /** The next code and the next numbers of an agency, by rules that are not saved yet. @throws as saveRules */
  tryRules(actor: Actor, draft: DossierRulesDraft): Promise<DossierRulesTrial>;
}

export interface ProcedureList {
  readonly revision: number;
  /** Today by the city's clock. */
  readonly today: string;
  readonly fields: readonly Named[];
  readonly procedures: readonly ProcedureLine[];
}

export interface ProcedureLine extends Pick<Procedure, 'code' | 'name' | 'field' | 'fee' | 'validFrom' | 'validTo'> {
  /** Whether desks receive it today. */
  readonly received: boolean;
  readonly level: ProcedureLevel;
  /** ISO 8601 working time. */
  readonly resolve: string;
  /** Units or, of each ward, parts of it (`{ward}-PVHCC`), by their names. */
  readonly receiving: readonly Named[];
  readonly competent: Named;
  readonly running: RunningDossiers;
}

/** Whose head decides: that of the ward it happens in, or an agency of the city. */
export type ProcedureLevel = 'ward' | 'city';

export interface RunningDossiers {
  /** Open dossiers that go by the text as it is now. */
  readonly now: number;
  /** Open dossiers that go by an earlier text. */
  readonly earlier: number;
}

export interface ProcedureChoices {
  readonly revision: number;
  readonly today: string;
  readonly fields: readonly Named[];
  /** Units of the city, then the parts that wards have (`{ward}-PVHCC`). */
  readonly units: readonly Named[];
  readonly calendars: readonly Named[];
  readonly slaClasses: readonly Named[];
}

export interface ProcedureDetail extends ProcedureChoices {
  readonly procedure: Procedure;
  readonly running: RunningDossiers;
}

export interface ProcedureDraft {
  readonly procedure: Procedure;
  /** True: the code must be new. */
  readonly create: boolean;
}

export interface ProcedureChange extends ProcedureDraft {
  readonly revision: number;
  readonly note: string;
}

export interface ProcedureTrial {
  readonly receivedAt: Instant;
  readonly dueAt: Instant;
}

export interface DossierRules {
  /** Pattern of the codes of dossiers. */
  readonly dossierCode: string;
  /** Patterns of the numbers of papers, by form. */
  readonly documentNumbers: Readonly<Record<NumberedForm, string>>;
  readonly lateResultNeedsApology: boolean;
  readonly keepOriginals: boolean;
  /** Fields (lĩnh vực) that procedures belong to. */
  readonly fields: readonly Named[];
}

export interface DossierRulesView extends DossierRules {
  readonly revision: number;
  /** Desks that an example can be shown for. */
  readonly desks: readonly Named[];
}

export interface DossierRulesChange extends DossierRules {
  readonly revision: number;
  readonly note: string;
}

export interface DossierRulesDraft extends DossierRules {
  /** Code of one of the desks. */
  readonly desk: string;
}

export interface DossierRulesTrial {
  /** Of the next dossier at the desk, received now. */
  readonly code: string;
  readonly numbers: Readonly<Record<NumberedForm, string>>;
}
