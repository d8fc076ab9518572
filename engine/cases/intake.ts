/** What a process of a report begins with (docs/process-extensions.md): the same for who sends one and for who tries a draft. */
import type { Variables } from '#engine/core/values.ts';

export interface Intake {
  readonly registerNumber: string;
  readonly category: string;
  /** '' where the place is not known. */
  readonly ward: string;
  readonly urgent: boolean;
  readonly confidential: boolean;
  readonly channel: string;
  /** Whether the reporter has left a way to be told. */
  readonly reachable: boolean;
  /** ISO 8601, in UTC. */
  readonly receivedAt: string;
}

/** @param answers of the form, by field; what is personal is a reference into the vault */
export function intakeVariables(intake: Intake, answers: Variables): Variables {
  return {
    ...answers,
    registerNumber: intake.registerNumber,
    category: intake.category,
    ward: intake.ward === '' ? null : intake.ward,
    urgent: intake.urgent,
    confidential: intake.confidential,
    channel: intake.channel,
    reachable: intake.reachable,
    receivedAt: intake.receivedAt,
  };
}
