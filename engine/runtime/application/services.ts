import type { Instant, Json } from '#engine/core/values.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { Actor, Localised, Named } from './common.ts';

/** The administrator's side: draw it, try it, publish it, see where it jams. */
export interface Services {
  list(actor: Actor): Promise<readonly ServiceSummary[]>;
  get(actor: Actor, service: string): Promise<ServiceDetail>;
  /** One resource of a version; version 0 is the draft. */
  resource(actor: Actor, service: string, version: number, path: string): Promise<Resource>;
  /**
   * Saves into the draft (made from the newest version where there is none).
   * @param change.revision the draft revision the editor started from; another one is a 409 `DRAFT_CHANGED`
   */
  save(
    actor: Actor,
    service: string,
    change: ResourceChange,
  ): Promise<{ readonly revision: number; readonly problems: readonly Problem[] }>;
  /**
   * Takes a scenario out of the draft; other files are what the service is made of.
   * @throws Refusal 404 where there is none of this path; 409 `DRAFT_CHANGED`; 422 for a file of another kind
   */
  removeScenario(
    actor: Actor,
    service: string,
    file: { readonly revision: number | null; readonly path: string },
  ): Promise<{ readonly revision: number }>;
  discard(actor: Actor, service: string): Promise<void>;
  /** Versions in which a file was changed, the newest first. @throws Refusal 404 where no version has it */
  history(actor: Actor, service: string, path: string): Promise<readonly ResourceVersion[]>;
  /** What cells of decision tables may name. @throws Refusal 403 for who may not design */
  vocabulary(actor: Actor): Promise<Vocabulary>;
  /**
   * A new service with all its files, as a draft.
   * @throws Refusal 409 `SERVICE_EXISTS`; 422 where a file cannot be one of a service, or the settings cannot be read
   */
  create(
    actor: Actor,
    service: NewService,
  ): Promise<{ readonly revision: number; readonly problems: readonly Problem[] }>;
  /** Services that come with the product, to begin one's own with. @throws Refusal 403 for who may not design */
  gallery(actor: Actor): Promise<readonly NewService[]>;
  /** Roles and units that work can be given to. @throws Refusal 403 for who may not design */
  givees(actor: Actor): Promise<Givees>;
  /** All that it takes to run the draft, or the newest version where there is none, without the server. */
  trying(actor: Actor, service: string): Promise<TryBook>;
  /** Everything that stands against publishing the draft. */
  check(actor: Actor, service: string): Promise<readonly Problem[]>;
  /** Makes the draft the newest version; running cases keep theirs. @throws Refusal 422 `SERVICE_HAS_PROBLEMS` */
  publish(actor: Actor, service: string, note: string): Promise<{ readonly version: number }>;
  /** Where the live cases stand: open tokens by element, per version. */
  live(actor: Actor, service: string, version: number): Promise<readonly LiveCount[]>;
}

export interface NewService {
  readonly key: string;
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

export interface Givees {
  readonly roles: readonly { readonly code: string; readonly name: Localised }[];
  readonly units: readonly { readonly code: string; readonly name: Localised }[];
  readonly calendars: readonly { readonly code: string; readonly name: Localised }[];
  /** Stages that the city's clocks know by their code; a stage of another code leaves every clock running. */
  readonly stages: readonly (Named & { readonly pausesClock: boolean; readonly answers: boolean })[];
}

/** A service with all its files, and the city as far as running it asks: nothing of any person or case. */
export interface TryBook {
  readonly files: readonly { readonly path: string; readonly content: string }[];
  /** Forms by name, their lists filled in as the city is now. */
  readonly forms: { readonly [form: string]: FormDefinition };
  /** What the lists of forms offer, by their source. */
  readonly choices: {
    readonly [source: string]: readonly { readonly value: string; readonly name: Localised }[];
  };
  /** Texts of the city's configuration by file; of its rights, sign-in and streets nothing. */
  readonly city: { readonly [file: string]: string };
  /** How many hold a role in a unit today. */
  readonly holders: readonly { readonly unit: string; readonly role: string; readonly count: number }[];
  readonly now: Instant;
}

export interface ServiceSummary {
  readonly key: string;
  readonly name: Localised;
  readonly version: number;
  readonly publishedAt: Instant | null;
  readonly hasDraft: boolean;
  readonly liveCases: number;
}

export interface ServiceDetail extends ServiceSummary {
  readonly versions: readonly ServiceVersion[];
  readonly draft: {
    readonly revision: number;
    readonly savedAt: Instant;
    readonly savedBy: string;
    readonly basedOn: number;
  } | null;
  /** Resources of the draft if there is one, else of the newest version. */
  readonly resources: readonly ResourceSummary[];
  /** Things an editor may pick from. */
  readonly choices: {
    readonly roles: readonly { readonly code: string; readonly name: Localised }[];
    /** `ends`: the citizen reads there that the case has ended. */
    readonly stages: readonly { readonly code: string; readonly name: Localised; readonly ends: boolean }[];
    readonly messages: readonly { readonly code: string; readonly name: Localised }[];
    readonly calendars: readonly { readonly code: string; readonly name: Localised }[];
    readonly forms: readonly string[];
    readonly decisions: readonly string[];
    /** Ids of the service's executable processes. */
    readonly processes: readonly string[];
    /** Whether scripts may be written in JavaScript. */
    readonly javascript: boolean;
  };
}

export interface ServiceVersion {
  readonly version: number;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
  readonly note: string;
  readonly liveCases: number;
}

/** A version in which a file is another than in the version before. */
export type ResourceVersion = Omit<ServiceVersion, 'liveCases'>;

/** Codes of the city with the names that people know. */
export interface Vocabulary {
  readonly categories: readonly (Named & { readonly group: Localised })[];
  readonly wards: readonly Named[];
  readonly units: readonly (Named & {
    /** Ward that it belongs to; '' for none. */
    readonly ward: string;
    /** Nothing may lead to it any more. */
    readonly closed: boolean;
  })[];
  readonly slaClasses: readonly Named[];
  readonly calendars: readonly Named[];
}

/** `path` is relative to the service, e.g. `citizen-feedback.bpmn`, `forms/report.form.json`, `messages.json`. */
export interface ResourceSummary {
  readonly path: string;
  readonly kind: 'process' | 'decision' | 'form' | 'messages' | 'settings' | 'scenario';
  readonly title: string;
}

export interface Resource extends ResourceSummary {
  readonly content: string;
}

export interface ResourceChange {
  readonly revision: number | null;
  readonly path: string;
  readonly content: string;
}

/** Something wrong in a definition: where (file, element id or field path), what, and what to do; both languages. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly path: string;
  readonly element: string | null;
  readonly message: Localised;
  readonly params?: { readonly [name: string]: Json };
  /** Of a rule of the BPMN standard: where it stands there. */
  readonly rule?: string;
}

export interface LiveCount {
  readonly element: string;
  readonly waiting: number;
  readonly late: number;
  readonly incidents: number;
}
