/**
 * Seeing who reported, for who does not by the rules: asked for with a reason, for a short time, written down for who
 * oversees it (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: access is limited to a purpose and logged; Luật Tố cáo 2018,
 * điều 56: who denounces is kept secret). Of a confidential case somebody else decides it.
 */
import type { Instant } from '#engine/core/values.ts';

/** Why it is asked for; the words stand beside it. */
export const revealKinds = ['contact', 'danger', 'authority', 'identity', 'other'] as const;
export type RevealKind = (typeof revealKinds)[number];

/** `granted` by itself for an ordinary case, by a second person for a confidential one. */
export type RevealState = 'asked' | 'granted' | 'refused';

export const revealBounds = {
  /** For so long the contact is seen. */
  openMs: 30 * 60_000,
  /** Who has not been answered for so long asks anew. */
  lapsesAfterMs: 24 * 3_600_000,
  charactersMax: 1_000,
} as const;

export interface RevealFacts {
  readonly state: RevealState;
  readonly askedAt: Instant;
  /** Who decided it; '' where nobody had to. */
  readonly decidedBy: string;
  readonly openUntil: Instant | null;
}

/** Whether it lets its asker see the contact now. What has become confidential since asks for a second person. */
export function isRevealOpen(
  { state, openUntil, decidedBy }: RevealFacts,
  confidentiality: 'normal' | 'confidential',
  now: Instant,
): boolean {
  if (state !== 'granted' || openUntil === null || now >= openUntil) return false;
  return confidentiality === 'normal' || decidedBy !== '';
}

/** Whether it still waits for somebody to decide it. */
export function isRevealWaiting({ state, askedAt }: RevealFacts, now: Instant): boolean {
  return state === 'asked' && now - askedAt < revealBounds.lapsesAfterMs;
}
