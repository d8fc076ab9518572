import type { Actor } from './common.ts';

/** Photos and videos, served only through the access rules. */
export interface Files {
  /** For an official. @returns undefined where the actor may not see it or it does not exist */
  forActor(actor: Actor, fileId: string, variant: FileVariant): Promise<FileContent | undefined>;
  /** For the reporter who has shown code and second factor. */
  forReporter(code: string, secret: string, fileId: string, variant: FileVariant): Promise<FileContent | undefined>;
  /** For everybody: only files of the published record. */
  published(fileId: string, variant: FileVariant): Promise<FileContent | undefined>;
}

export type FileVariant = 'full' | 'thumbnail';

export interface FileContent {
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  /** @param range left out: all of it @throws Error where it is gone meanwhile */
  open(range?: Range): Promise<AsyncIterable<Uint8Array>>;
}

/** Bytes from and to, both included (RFC 9110, section 14.1.2). */
export interface Range {
  readonly from: number;
  readonly to: number;
}
