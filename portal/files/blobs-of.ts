/** Where files lie, by the settings. */
import { join } from 'node:path';
import type { Blobs } from './blobs.ts';
import { diskBlobs } from './disk-blobs.ts';
import { type S3Settings, s3Blobs } from './s3-blobs.ts';

/** @param dataDir absolute folder of the installation's data */
export function blobsOf({ dataDir, s3 }: { readonly dataDir: string; readonly s3: S3Settings | null }): Blobs {
  return s3 === null ? diskBlobs(dataDir) : s3Blobs(s3, join(dataDir, 'staging'));
}
