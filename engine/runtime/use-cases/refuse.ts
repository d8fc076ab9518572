import { bundleErrors } from '../administration/bundles/errors.ts';
import { channelErrors } from '../administration/channels/errors.ts';
import { importErrors } from '../administration/imports/errors.ts';
import { peopleErrors } from '../administration/people/errors.ts';
import { serviceAccountErrors } from '../administration/service-accounts/errors.ts';
import { type FieldFault, Refusal } from '../refusal.ts';
import { deadlineErrors } from './deadlines/errors.ts';
import { useCaseErrors } from './errors.ts';

const errors = {
  ...useCaseErrors,
  ...deadlineErrors,
  ...peopleErrors,
  ...importErrors,
  ...bundleErrors,
  ...serviceAccountErrors,
  ...channelErrors,
};

/** A refusal with the status that its code declares. */
export function refusal(
  code: keyof typeof errors,
  params: Readonly<Record<string, string | number>> = {},
  fields: readonly FieldFault[] = [],
): Refusal {
  return new Refusal(code, errors[code].status, params, fields);
}
