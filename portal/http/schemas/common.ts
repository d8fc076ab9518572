/** Shapes that several routes speak of; each mirrors a type of `engine/runtime/application`. */
import { type TSchema, Type } from 'typebox';
import type { FormDefinition } from '#forms/definition.ts';

export const list = <T extends TSchema>(items: T) => Type.Immutable(Type.Array(items));
export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const oneOf = <const T extends readonly string[]>(...values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: values });

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const instant = Type.Integer({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' });
export const localised = Type.Object({ vi: Type.String(), en: Type.String() }, { title: 'Localised' });
export const named = Type.Object({ code: Type.String(), name: localised }, { title: 'Named' });
export const point = Type.Object(
  { lon: Type.Number({ minimum: -180, maximum: 180 }), lat: Type.Number({ minimum: -90, maximum: 90 }) },
  { title: 'Point', description: 'WGS 84 degrees.' },
);
export const uuid = Type.String({ format: 'uuid' });
export const anyRecord = Type.Record(Type.String(), Type.Unknown());
export const form = Type.Unsafe<FormDefinition>({
  type: 'object',
  additionalProperties: true,
  title: 'Form',
  description: 'A Form.io form definition.',
});

export const clock = Type.Object(
  {
    state: oneOf('running', 'paused', 'met', 'breached', 'none'),
    dueAt: orNull(instant),
    workingMinutesLeft: orNull(Type.Number()),
    danger: oneOf('late', 'soon', 'ok', 'none'),
  },
  { title: 'Clock' },
);

export const stage = Type.Object(
  {
    code: Type.String(),
    name: localised,
    status: oneOf('done', 'current', 'ahead'),
    at: orNull(instant),
    unit: orNull(named),
    note: orNull(Type.String()),
  },
  { title: 'Stage' },
);

export const photoKind = oneOf('report', 'evidence', 'part');

export const photo = Type.Object(
  {
    id: Type.String(),
    kind: photoKind,
    mediaType: Type.String({ description: '`image/jpeg`, or that of a video.' }),
    width: Type.Integer(),
    height: Type.Integer(),
    url: Type.String(),
    thumbnailUrl: Type.String(),
  },
  { title: 'Photo' },
);

/** What every route may answer besides its own: RFC 9457. */
export const problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String(),
    instance: Type.String(),
    errors: Type.Optional(list(Type.Object({ path: Type.String(), rule: Type.String(), message: Type.String() }))),
  },
  { title: 'Problem', description: 'RFC 9457 problem details.' },
);

const problemResponse = {
  description: 'A problem, in the language asked for.',
  content: { 'application/problem+json': { schema: problem } },
};

/** The answers of a route: `schema` with 200, problems otherwise. */
export function answers<T extends TSchema>(schema: T, description = 'Done.') {
  return {
    200: { description, content: { 'application/json': { schema } } },
    '4xx': problemResponse,
    '5xx': problemResponse,
  };
}

export const noContent = { 204: Type.Null({ description: 'Done.' }), '4xx': problemResponse, '5xx': problemResponse };

/** JSON, or a form with the same fields and files under their component key. */
export function submissionBody<T extends TSchema>(json: T) {
  const multipart = Type.Unsafe<unknown>({
    description:
      'The same fields as texts (`values` as JSON), and up to 5 photos of up to 10 MiB each under their component key.',
  });
  return { content: { 'application/json': { schema: json }, 'multipart/form-data': { schema: multipart } } };
}
