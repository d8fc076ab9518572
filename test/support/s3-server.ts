/** An S3-compatible store on loopback, in a temporary folder: it checks signatures as the real ones do. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { S3Settings } from '#portal/files/s3-blobs.ts';

export interface S3Server {
  readonly settings: S3Settings;
  close(): Promise<void>;
}

export async function startS3(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'wardflow-s3-'));
  const bucket = 'wardflow';
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const { port } = await server.run();
  const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  return {
    settings: { endpoint: `http://127.0.0.1:${port}`, bucket, region: 'us-east-1', ...keys },
    async close() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
