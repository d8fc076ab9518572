/** Steps of a sign-in under way: each has a secret that only the browser has, and is over after a while. */
import type { Json } from '#engine/core/values.ts';
import type { StepSecret } from '../../application/accounts.ts';
import type { StepKind } from '../../ports/sign-in.ts';
import type { Tx } from '../../ports.ts';
import { type Context, hashed } from '../context.ts';

const minuteMs = 60_000;

/** How long each may take. */
const lifeMs: Readonly<Record<StepKind, number>> = {
  second: 10 * minuteMs,
  passkey: 5 * minuteMs,
  register: 5 * minuteMs,
  provider: 15 * minuteMs,
  unlinked: 10 * minuteMs,
  link: 24 * 60 * minuteMs,
  email: 15 * minuteMs,
  citizenCode: 10 * minuteMs,
  citizenProvider: 15 * minuteMs,
};

export interface NewStep {
  /** Left out: made. */
  readonly id?: string;
  readonly kind: StepKind;
  readonly accountId?: string;
  readonly content?: Readonly<Record<string, Json>>;
  /** Left out: made of random bytes. */
  readonly token?: string;
}

/** Begins a step. @returns its secret */
export async function beginStep(context: Context, tx: Tx, step: NewStep): Promise<StepSecret> {
  const now = context.clock();
  const { id = context.newId(now), kind, accountId = null, content = {}, token = secretOf(context) } = step;
  const expiresAt = now + lifeMs[kind];
  const row = {
    id,
    tokenHash: stepHash(context, kind, token),
    kind,
    accountId,
    content,
    expiresAt,
  };
  await tx.cases.signIn.steps.insert(row);
  return { token, expiresAt };
}

export function stepHash(context: Context, kind: StepKind, token: string): string {
  return hashed(context, `step/${kind}`, token);
}

export function secretOf(context: Context): string {
  return Buffer.from(context.random(32)).toString('base64url');
}
