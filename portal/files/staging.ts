/**
 * Where files of a request wait until a use case takes them: a folder of its own for each request, with names that
 * nobody chose, under the data folder (so that taking a file is a rename), and gone when the response is out.
 */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Longer than any request may take. */
const leftBehindMs = 3_600_000;

export class Staging {
  readonly #folder: string;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'staging');
  }

  /** Removes what a killed process left behind; requests of other processes on the same folder are under way. */
  async sweep(now: number): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const path of names.map((name) => join(this.#folder, name))) {
      const made = await stat(path).catch(() => undefined);
      if (made !== undefined && made.mtimeMs < now - leftBehindMs) await rm(path, { recursive: true, force: true });
    }
  }

  open(): StagingFolder {
    return new StagingFolder(join(this.#folder, randomUUID()));
  }
}

export class StagingFolder {
  readonly #path: string;
  #made = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** Writes a stream to its end. @returns where, and how many bytes were written */
  async write(stream: Readable): Promise<{ readonly path: string; readonly bytes: number }> {
    if (!this.#made) await mkdir(this.#path, { recursive: true, mode: 0o700 });
    this.#made = true;
    const path = join(this.#path, randomUUID());
    const file = createWriteStream(path, { mode: 0o600, flags: 'wx' });
    await pipeline(stream, file);
    return { path, bytes: file.bytesWritten };
  }

  async remove(): Promise<void> {
    if (this.#made) await rm(this.#path, { recursive: true, force: true });
  }
}
