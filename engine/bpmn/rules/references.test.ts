import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBpmn } from '../moddle.ts';
import { everything } from './examples/everything.ts';

const model = (inside: string) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:x="urn:x" id="definitions" targetNamespace="urn:t">${inside}</definitions>`;

/** A reference as attribute or element, and what it names; names with a prefix are of another schema. */
const reference = /((?:\s(?:\w*Ref|default)="|<(?:\w*Refs?|incoming|outgoing|source|target|supports)>))(\w+)(?=["<])/g;
/** These may name any element. */
const any = /^(?:\s(?:partitionElementRef|inputDataRef|outputDataRef)="|<(?:source|target)>)$/;

async function wrong(inside: string, code: RegExp): Promise<number> {
  const { problems } = await readBpmn(model(inside), 'x.bpmn');
  return problems.filter((problem) => code.test(problem.code)).length;
}

test('every reference of the schema must lead somewhere, to an element of its type', async () => {
  assert.equal(await wrong(everything, /^REFERENCE_/), 0);
  const starts = [...new Set([...everything.matchAll(reference)].map(([, start = '']) => start))];
  assert.ok(starts.length > 50, `${starts.length}`);
  for (const start of starts) {
    // Associations and relationships join any two elements.
    const own = [...everything.matchAll(reference)].filter((match) => match[1] === start);
    const typed = own.filter(({ index }) => !any.test(start) && !/<association[^>]*$/.test(everything.slice(0, index)));
    const lost = everything.replace(reference, (text, at: string) => (at === start ? `${at}nowhere` : text));
    assert.ok((await wrong(lost, /^REFERENCE_NOT_FOUND$/)) >= own.length, `${start}nowhere`);
    const mistyped = everything.replace(reference, (text, at: string) => (at === start ? `${at}cat` : text));
    assert.ok((await wrong(mistyped, /^REFERENCE_OF_WRONG_TYPE$/)) >= typed.length, `${start}cat`);
  }
});
