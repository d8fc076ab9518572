/** All codes a problem can carry, from the `errors.ts` of every room. */
import { coreErrors } from '#engine/core/errors.ts';
import { bundleErrors } from '#engine/runtime/administration/bundles/errors.ts';
import { categoryErrors } from '#engine/runtime/administration/categories/errors.ts';
import { channelErrors } from '#engine/runtime/administration/channels/errors.ts';
import { procedureErrors } from '#engine/runtime/administration/dossiers/errors.ts';
import { importErrors } from '#engine/runtime/administration/imports/errors.ts';
import { peopleErrors } from '#engine/runtime/administration/people/errors.ts';
import { reorganisationErrors } from '#engine/runtime/administration/reorganise/errors.ts';
import { serviceAccountErrors } from '#engine/runtime/administration/service-accounts/errors.ts';
import type { Localised } from '#engine/runtime/application/common.ts';
import { kernelErrors } from '#engine/runtime/kernel/errors.ts';
import { deadlineErrors } from '#engine/runtime/use-cases/deadlines/errors.ts';
import { useCaseErrors } from '#engine/runtime/use-cases/errors.ts';
import { fileErrors } from '../files/errors.ts';
import { httpErrors } from './errors.ts';

export interface ErrorEntry {
  readonly status: number;
  readonly who: string;
  readonly message: Localised;
}

const codes = new Map<string, ErrorEntry>(
  Object.entries({
    ...coreErrors,
    ...kernelErrors,
    ...useCaseErrors,
    ...categoryErrors,
    ...procedureErrors,
    ...reorganisationErrors,
    ...deadlineErrors,
    ...peopleErrors,
    ...importErrors,
    ...bundleErrors,
    ...serviceAccountErrors,
    ...channelErrors,
    ...fileErrors,
    ...httpErrors,
  }),
);

/** Codes of a room that the door does not see; handed in where everything is put together. */
export function declareProblems(entries: Readonly<Record<string, ErrorEntry>>): void {
  for (const [code, entry] of Object.entries(entries)) codes.set(code, entry);
}

export function problemEntry(code: string): ErrorEntry | undefined {
  return codes.get(code);
}

export function problemCodes(): readonly string[] {
  return [...codes.keys()];
}
