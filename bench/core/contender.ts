/** What is asked of each engine with a model. */
export interface Contender {
  readonly name: string;
  /** One instance from its start to its end, kept in memory. @throws Error where it has not ended */
  run(): void | Promise<void>;
  /** The same; wherever it waits it is written as JSON, forgotten, and read again. */
  runSaved(): void | Promise<void>;
  /** An instance that waits, and what would be saved of it. */
  waiting(): Promise<Waiting>;
}

export interface Waiting {
  readonly instance: unknown;
  readonly json: string;
}
