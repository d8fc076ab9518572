/** What can have been done to the audit, as a check of its chain finds it. */
export type AuditFault =
  /** The entry says something else than when it was sealed. */
  | { readonly kind: 'changed'; readonly number: number; readonly entryId: string }
  /** The seal stands there, its entry does not. */
  | { readonly kind: 'removed'; readonly number: number; readonly entryId: string }
  /** Seals `number` to `to` are gone. */
  | { readonly kind: 'gap'; readonly number: number; readonly to: number }
  /** The seal does not follow from the one before it: it was changed itself. */
  | { readonly kind: 'broken'; readonly number: number; readonly entryId: string }
  /** The entry counts as sealed and has no seal. */
  | { readonly kind: 'inserted'; readonly entryId: string }
  /** The chain ends before a head that was handed out. */
  | { readonly kind: 'truncated'; readonly number: number; readonly to: number }
  /** The chain at a head's number is another one: all was chained anew after `after`. */
  | { readonly kind: 'rewritten'; readonly number: number; readonly after: number };
