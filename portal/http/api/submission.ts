/** A form posted to the API: JSON, or multipart with `values` as JSON beside the files. */
import type { FastifyRequest } from 'fastify';
import type { StagedFile } from '#engine/runtime/application/common.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { problemEntry } from '../problem-catalogue.ts';

export interface ApiSubmission {
  readonly values: Readonly<Record<string, unknown>>;
  readonly submissionKey: string;
  readonly language: string | undefined;
  /** Another service than the city's own for reports. */
  readonly service: string | undefined;
  /** Second factor of a reporter. */
  readonly secret: string | undefined;
  readonly files: readonly StagedFile[];
}

const keyLengthMax = 100;

/** @throws Refusal 413 where a file breaks a limit, 400 where `values` or `submissionKey` are not as they must be */
export async function readApiSubmission(request: FastifyRequest): Promise<ApiSubmission> {
  const { values: fields, files, faults } = await request.readSubmission();
  const [first] = faults;
  if (first !== undefined) {
    throw new Refusal(first.rule, problemEntry(first.rule)?.status ?? 413, first.params, faults);
  }
  const { values, submissionKey, language, secret, service } = fields;
  const parsed = typeof values === 'string' ? parse(values) : values;
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw wrong('values');
  if (typeof submissionKey !== 'string' || submissionKey === '' || submissionKey.length > keyLengthMax) {
    throw wrong('submissionKey');
  }
  return {
    values: { ...parsed },
    submissionKey,
    language: text(language),
    secret: text(secret),
    service: text(service),
    files,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json, (key, value) => (key === '__proto__' ? undefined : value));
  } catch {
    throw wrong('values');
  }
}

function wrong(path: string): Refusal {
  return new Refusal('BAD_REQUEST', 400, {}, [{ path, rule: 'invalid' }]);
}
