import { type StoreErrorCode, storeErrors } from './errors.ts';

/** The database cannot be used as it is; the message says what to do. Stops a start or a command, never a request. */
export class StoreFault extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, params: Readonly<Record<string, string>> = {}, cause?: unknown) {
    super(
      storeErrors[code].message.en.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? `{${name}}`),
      { cause },
    );
    this.name = 'StoreFault';
    this.code = code;
  }
}
