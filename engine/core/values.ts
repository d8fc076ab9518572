/** Anything a process variable can hold: JSON and nothing else, so that a state is its own serialisation. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The variables of a scope, by name. Personal data never stands here: see {@link VaultReference}. */
export type Variables = { readonly [name: string]: Json };

/** A point in time, milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** What a variable holds in place of personal data or a citizen's free text: the key of an entry in the vault. */
export type VaultReference = { readonly $vault: string };
