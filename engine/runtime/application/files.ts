import type { Actor } from './common.ts';

/** Photos, served only through the access rules. */
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
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}
