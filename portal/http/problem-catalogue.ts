/** All codes a problem can carry, from the `errors.ts` of every room. */
import { coreErrors } from '#engine/core/errors.ts';
import type { Localised } from '#engine/runtime/application/common.ts';
import { kernelErrors } from '#engine/runtime/kernel/errors.ts';
import { useCaseErrors } from '#engine/runtime/use-cases/errors.ts';
import { storeErrors } from '#engine/store/errors.ts';
import { fileErrors } from '../files/errors.ts';
import { httpErrors } from './errors.ts';

export interface ErrorEntry {
  readonly status: number;
  readonly who: string;
  readonly message: Localised;
}

export const problemCatalogue: Readonly<Record<string, ErrorEntry>> = {
  ...coreErrors,
  ...kernelErrors,
  ...storeErrors,
  ...useCaseErrors,
  ...fileErrors,
  ...httpErrors,
};
