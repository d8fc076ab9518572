/**
 * The smallest JSON that fits a schema of portal/openapi.json: what somebody sends who only wants to get past the schema to
 * the question of rights. What it says makes no sense, so whoever may do the deed is told so and nothing is changed.
 */

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
}

/** @param components by their reference, e.g. `#/components/schemas/Point` */
export function fittingJson(schema: Schema, components: (reference: string) => Schema): unknown {
  const { $ref, anyOf, oneOf, allOf, enum: choices } = schema;
  if ($ref !== undefined) return fittingJson(components($ref), components);
  if ('const' in schema) return schema.const;
  if (choices !== undefined) return choices[0];
  const first = anyOf?.[0] ?? oneOf?.[0] ?? allOf?.[0];
  if (first !== undefined) return fittingJson(first, components);
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => fittingJson(schema.items ?? {}, components));
  if (schema.type === 'object') {
    const required = (schema.required ?? []).map((name) => [name, schema.properties?.[name] ?? {}] as const);
    return Object.fromEntries(required.map(([name, one]) => [name, fittingJson(one, components)]));
  }
  return plainValue(schema);
}

function plainValue({ type, format, pattern, minLength = 0, minimum = 0 }: Schema): unknown {
  if (type === 'boolean') return false;
  if (type === 'null') return null;
  if (type === 'integer' || type === 'number') return minimum;
  const text = format === undefined ? patternTexts.find((one) => fits(one, pattern, minLength)) : formats[format];
  return text ?? 'x'.repeat(Math.max(1, minLength));
}

function fits(text: string, pattern: string | undefined, minLength: number): boolean {
  return text.length >= minLength && (pattern === undefined || new RegExp(pattern, 'u').test(text));
}

const patternTexts = ['x', 'xx', 'khong-co', 'no-such-thing', '2026-11', '2026-11-20', '08:00', '99016', 'KHONG'];
const formats: Readonly<Record<string, string>> = {
  uuid: '019a0000-0000-7000-8000-00000000dead',
  date: '2026-11-20',
  time: '08:00:00',
  'date-time': '2026-11-20T08:00:00+07:00',
  email: 'khong.co@lamhai.example',
  uri: 'https://lamhai.example/',
};
