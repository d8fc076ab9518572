/**
 * What every page and route of the portal finds at hand: the application behind the door, and on each request who is
 * asking, in which language, and with which form. A *submission* is a form as it was posted; a *follow key* is what a
 * citizen has shown to read everything about a report.
 */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SessionActor, SignedIn, StepSecret } from '#engine/runtime/application/accounts.ts';
import type { CitizenSignedIn, VerifiedCitizen } from '#engine/runtime/application/citizens.ts';
import type { Actor, Language, StagedFile } from '#engine/runtime/application/common.ts';
import type { Application } from '#engine/runtime/application/index.ts';
import type { FieldFault } from '#engine/runtime/refusal.ts';
import type { RateLimit } from '#engine/runtime/use-cases/application.ts';
import type { Problem } from './problems.ts';
import type { StepName } from './session.ts';

export interface Doors {
  readonly application: Application;
  readonly site: Site;
  /** Limits by the caller's address (`request.ip`); `application.accounts.signIn` keeps its own. */
  readonly limits: RateLimit;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly bundles: Bundles;
}

/** Where a browser finds what was built of a source; undefined as long as it is not built. */
export type Bundles = (source: string) => Bundle | undefined;

export interface Bundle {
  readonly script: string;
  readonly styles: readonly string[];
}

/**
 * What `portal/citizen/routes.ts` exports: `registerCitizenPages` mounts the citizens' pages and the sign-in page in a
 * scope that reads forms, and `problemPage` shows a problem (404, 413, 500 …) to a person.
 */
export interface Pages {
  readonly registerCitizenPages: (scope: FastifyInstance, doors: Doors) => Promise<void> | void;
  readonly problemPage?: (problem: Problem, request: FastifyRequest, reply: FastifyReply) => string;
}

export interface Site {
  /** Without a trailing slash, e.g. `http://localhost:3000`. */
  readonly publicUrl: string;
  /** Demo city loaded: pages may show the demo accounts and the mailbox. */
  readonly demo: boolean;
}

/** A form as posted (multipart, urlencoded or JSON), before anything is validated. */
export interface Submission {
  /** By field name: one text, or a list where the name came more than once. JSON bodies keep their types. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Files with content, staged on disk until the response is out. */
  readonly files: readonly StagedFile[];
  /** Files that were left out: too large (`FILE_TOO_LARGE`) or too many (`TOO_MANY_FILES`), at their field. */
  readonly faults: readonly FieldFault[];
}

export interface FollowKey {
  readonly code: string;
  readonly secret: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The signed-in official, or null; null too for whoever has to set up a second factor first. */
    actor: Actor | null;
    /** The signed-in official with the session, also while a second factor is to be set up; or null. */
    member: SessionActor | null;
    /** The secret of a sign-in under way that this browser has. */
    stepToken(step: StepName): string | undefined;
    /** The citizen who has shown that a contact is theirs, or null; never an official. */
    citizen: VerifiedCitizen | null;
    /** The secret of that session. */
    citizenToken(): string | undefined;
    /** `?lang=`, else the `lang` cookie, else the browser's, else Vietnamese. */
    language: Language;
    /** Code and second factor shown within the last 30 minutes, or null. */
    follow: FollowKey | null;
    /** Reads the posted form. @throws Refusal 413, 415 or 400 where the body cannot be read at all */
    readSubmission(): Promise<Submission>;
  }
  interface FastifyContextConfig {
    /** A POST that writes nothing that anybody waits for. */
    quiet?: boolean;
  }
  interface FastifyReply {
    /** For `<style nonce>`; the page's Content-Security-Policy names it. */
    styleNonce: string;
    /** In place of what this browser was before, which ends. */
    startSession(session: SignedIn): Promise<void>;
    /** The browser keeps the secret of a sign-in under way. */
    keepStep(step: StepName, secret: StepSecret): FastifyReply;
    /** That sign-in is no more. */
    endStep(step: StepName): FastifyReply;
    endSession(): FastifyReply;
    /** In place of the citizen that this browser was before. */
    startCitizen(session: CitizenSignedIn): Promise<void>;
    endCitizen(): Promise<void>;
    /** Keeps code and second factor, sealed, for 30 minutes so that photos can be shown; null forgets them. */
    keepFollow(key: FollowKey | null): FastifyReply;
  }
}
