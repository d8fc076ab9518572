import type { MessageTemplate } from '#engine/cases/notices.ts';
import type { ServicePack } from '#engine/cases/service-pack.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { ServiceVersionRow } from '../ports/engine.ts';
import type { Tx } from '../ports.ts';

/** Versions of services, read and parsed once; a published version never changes. */
export interface Library {
  /** @throws Error where there is no such version: rows that name one must not outlive it */
  version(tx: Tx, serviceVersionId: string): Promise<LoadedService>;
  /** The version in force. @throws Refusal 503 `NO_SERVICE` */
  inForce(tx: Tx, service: string): Promise<LoadedService>;
}

export interface LoadedService {
  readonly row: ServiceVersionRow;
  readonly pack: ServicePack;
  readonly messages: ReadonlyMap<string, MessageTemplate>;
  /** By name: `report` for `forms/report.form.json`. */
  readonly forms: ReadonlyMap<string, FormDefinition>;
}
