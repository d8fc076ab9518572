/**
 * Everything that goes wrong, as RFC 9457 problem details in the reader's language. A *code* is declared once, in the
 * `errors.ts` of the room that refuses; problem-catalogue.ts brings them together.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language, Localised } from '#engine/runtime/application/common.ts';
import type { FieldFault } from '#engine/runtime/refusal.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { fill } from '../kit/text.ts';
import { citizenTexts } from '../kit/texts/citizen.ts';
import type { Pages } from './doors.ts';
import { problemEntry } from './problem-catalogue.ts';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly { readonly path: string; readonly rule: string; readonly message: string }[];
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Turns anything thrown into a refusal; what nobody expected becomes `INTERNAL` and says nothing about itself. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { validation, statusCode, code } = error as {
    readonly validation?: readonly ValidationFault[];
    readonly statusCode?: number;
    readonly code?: string;
  };
  if (validation !== undefined) return new Refusal('BAD_REQUEST', 400, {}, validation.map(fieldFault));
  if (code === 'FST_FILES_LIMIT') return new Refusal('TOO_MANY_FILES', 413, { max: 5 });
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Refusal('STORAGE_FULL', 507, { seconds: 60 });
  if (code === 'EROFS') return new Refusal('STORAGE_READ_ONLY', 503, { seconds: 60 });
  const known = statusCode === undefined ? undefined : codesByStatus[statusCode];
  if (known !== undefined) return new Refusal(known, statusCode as number);
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500
    ? new Refusal('BAD_REQUEST', statusCode)
    : new Refusal('INTERNAL', 500);
}

/** @param requestId stands as `instance`, so that a person can name it without naming any data */
export function toProblem(refusal: Refusal, language: Language, requestId: string): Problem {
  const entry = problemEntry(refusal.code) ?? problemEntry(codesByStatus[refusal.status] ?? 'INTERNAL');
  return {
    type: `https://wardflow.org/problems/${refusal.code.toLowerCase().replaceAll('_', '-')}`,
    title: titles[refusal.status]?.[language] ?? titles[500][language],
    status: refusal.status,
    code: refusal.code,
    detail: inWords(entry?.message, language, refusal.params),
    instance: `urn:uuid:${requestId}`,
    ...(Object.keys(refusal.params).length > 0 && { params: refusal.params }),
    ...(refusal.fields.length > 0 && { errors: refusal.fields.map((fault) => fieldProblem(fault, language)) }),
  };
}

/** @param page shows the problem to a person; left out: JSON for whoever asks */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  page?: Pages['problemPage'],
): FastifyReply {
  const seconds = refusal.params['seconds'];
  if (typeof seconds === 'number') reply.header('retry-after', Math.ceil(seconds));
  if (refusal.status === 405) reply.header('allow', refusal.params['allowed'] ?? '');
  reply.status(refusal.status).header('cache-control', 'no-store');
  const problem = toProblem(refusal, request.language ?? 'vi', request.id);
  if (page !== undefined && wantsPage(request)) {
    return reply.type('text/html; charset=utf-8').send(page(problem, request, reply));
  }
  return reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

function wantsPage(request: FastifyRequest): boolean {
  return !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
}

interface ValidationFault {
  readonly instancePath?: string;
  readonly keyword?: string;
  readonly message?: string;
  readonly params?: { readonly limit?: number };
}

const codesByStatus: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'NOT_SIGNED_IN',
  404: 'NOT_FOUND',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  503: 'NOT_READY',
  507: 'STORAGE_FULL',
};

const titles = {
  400: { vi: 'Yêu cầu không hợp lệ', en: 'Bad request' },
  401: { vi: 'Chưa đăng nhập', en: 'Not signed in' },
  403: { vi: 'Không được phép', en: 'Not allowed' },
  404: { vi: 'Không tìm thấy', en: 'Not found' },
  405: { vi: 'Cách gọi không được hỗ trợ', en: 'Method not allowed' },
  409: { vi: 'Nội dung vừa thay đổi', en: 'Changed meanwhile' },
  413: { vi: 'Nội dung quá lớn', en: 'Too large' },
  415: { vi: 'Loại nội dung không được hỗ trợ', en: 'Unsupported media type' },
  422: { vi: 'Có chỗ cần sửa', en: 'Something needs correcting' },
  429: { vi: 'Quá nhiều yêu cầu', en: 'Too many requests' },
  500: { vi: 'Lỗi hệ thống', en: 'Internal error' },
  503: { vi: 'Chưa sẵn sàng', en: 'Not ready' },
  507: { vi: 'Hết chỗ lưu trữ', en: 'Insufficient storage' },
} as const satisfies Record<number, Localised> as Readonly<Record<number, Localised>> & { readonly 500: Localised };

/** In the words of the room that declared the code, else of the citizens' forms: one fault, the same words everywhere. */
function fieldProblem({ path, rule, params }: FieldFault, language: Language) {
  const texts: Readonly<Record<string, string>> = citizenTexts[language];
  const declared = problemEntry(rule)?.message;
  const text = Object.hasOwn(texts, `fault.${rule}`) ? texts[`fault.${rule}`] : texts['fault.invalid'];
  // What is said in both languages at its place (`CITY_FAULT`) fills the one hole of its message.
  const words = { why: params?.[language] ?? '', ...params };
  const message = declared === undefined ? fill(text ?? '', params) : inWords(declared, language, words);
  return { path, rule, message, ...(params !== undefined && { params }) };
}

function fieldFault(fault: ValidationFault): FieldFault {
  // The name of a field is the sender's own word: one that no form has may be anything, e.g. a person's.
  const parts = (fault.instancePath ?? '').split('/').filter((part) => /^[\w-]{1,60}$/.test(part));
  const path = parts.join('.');
  const { keyword = 'invalid', message = '', params: { limit } = {} } = fault;
  if (keyword === 'minLength' && limit === 1) return { path, rule: 'required' };
  // The holes of our words are called so; JSON Schema's keywords have a limit.
  const rule = { minimum: 'min', maximum: 'max' }[keyword] ?? keyword;
  return { path, rule, params: { message, ...(limit !== undefined && { min: limit, max: limit }) } };
}

function inWords(message: Localised | undefined, language: Language, params: Refusal['params']): string {
  // What has a name in English of its own goes by it: `step` in Vietnamese, `stepEn` in English.
  const said = (name: string) => (language === 'en' ? params[`${name}En`] : undefined) ?? params[name];
  return (message?.[language] ?? '').replace(/\{(\w+)\}/g, (hole, name) => String(said(name) ?? hole));
}
