// Test cases in the form of the DMN TCK's testCases.xsd.
import { parseDate, parseDateTime, parseTime } from '#engine/core/feel/calendar.ts';
import { parseDuration } from '#engine/core/feel/durations.ts';
import { contextOf, type Value } from '#engine/core/feel/values.ts';
import { childOf, childrenOf, parseXml, type XmlElement } from './xml.ts';

export interface DmnTestFile {
  /** Namespace of the model under test; null: the file names it, or there is only one. */
  readonly model: string | null;
  readonly cases: readonly DmnTestCase[];
}

export interface DmnTestCase {
  readonly id: string;
  readonly type: 'decision' | 'bkm' | 'decisionService';
  readonly invocable: string | null;
  readonly inputs: readonly GivenInput[];
  readonly results: readonly ExpectedResult[];
}

export interface GivenInput {
  readonly name: string;
  readonly namespace: string | null;
  readonly value: Value;
}

export interface ExpectedResult {
  readonly name: string;
  /** The evaluation must give an error, or null. */
  readonly error: boolean;
  readonly expected: Value;
}

/** @throws Error where a value is not of the type that it says it has */
export function parseTestFile(xml: string): DmnTestFile {
  const root = parseXml(xml);
  const cases = childrenOf(root, 'testCase').map(
    (element): DmnTestCase => ({
      id: element.attributes['id'] ?? '',
      type: (element.attributes['type'] ?? 'decision') as DmnTestCase['type'],
      invocable: element.attributes['invocableName'] ?? null,
      inputs: childrenOf(element, 'inputNode').map((input) => ({
        name: input.attributes['name'] ?? '',
        namespace: input.attributes['namespace'] ?? null,
        value: valueIn(input),
      })),
      results: childrenOf(element, 'resultNode').map((result) => {
        const expected = childOf(result, 'expected');
        return {
          name: result.attributes['name'] ?? '',
          error: result.attributes['errorResult'] === 'true',
          expected: expected === undefined ? null : valueIn(expected),
        };
      }),
    }),
  );
  return { model: childOf(root, 'modelName')?.text.trim() ?? null, cases };
}

/** `valueType` of the schema: a value, components or a list. */
function valueIn(holder: XmlElement): Value {
  const list = childOf(holder, 'list');
  if (list !== undefined) return list.attributes['nil'] === 'true' ? null : childrenOf(list, 'item').map(valueIn);
  const components = childrenOf(holder, 'component');
  if (components.length > 0) {
    if (
      components.every(
        (component) => component.attributes['nil'] === 'true' && component.attributes['name'] === undefined,
      )
    )
      return null;
    return contextOf(components.map((component) => [component.attributes['name'] ?? '', valueIn(component)]));
  }
  const value = childOf(holder, 'value');
  if (value === undefined || value.attributes['nil'] === 'true') return null;
  return simpleValue(value.text, value.attributes['type'] ?? '');
}

function simpleValue(text: string, type: string): Value {
  switch (type.replace(/^.*:/, '')) {
    case 'boolean':
      return text.trim() === 'true';
    case 'decimal':
    case 'double':
    case 'integer':
    case 'int':
      return Number(text);
    case 'date':
      return read(parseDate(text.trim()), text);
    case 'time':
      return read(parseTime(text.trim()), text);
    case 'dateTime':
      return read(parseDateTime(text.trim()), text);
    case 'duration':
      return read(parseDuration(text.trim()), text);
    default:
      return text;
  }
}

function read(value: Value, text: string): Value {
  if (value === null) throw new Error(`the value ${text} cannot be read`);
  return value;
}
