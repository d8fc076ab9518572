/**
 * An expected refusal at the edge of the application: the caller's fault, nothing was changed.
 * It becomes an RFC 9457 problem over HTTP; `code` is one of the codes declared in the rooms' `errors.ts`.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Readonly<Record<string, string | number>>;
  readonly fields: readonly FieldFault[];

  constructor(
    code: string,
    status: number,
    params: Readonly<Record<string, string | number>> = {},
    fields: readonly FieldFault[] = [],
  ) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
    this.params = params;
    this.fields = fields;
  }
}

/** One wrong field: its path in the form, a message key of the catalogue, and what the message needs. */
export interface FieldFault {
  readonly path: string;
  readonly rule: string;
  readonly params?: Readonly<Record<string, string | number>>;
}
