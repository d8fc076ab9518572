// Values against the types that a model declares for them.
import { compiledText } from '../feel/open.ts';
import { type Code, failed, type Run, spend } from '../feel/run.ts';
import { coerced, type FeelType, type Passes, typeNameOf } from '../feel/types.ts';

/** Whether values pass the unary tests of allowed values, on the budget of this evaluation. */
export function passing(run: Run): Passes {
  return (tests, value) => {
    spend(run, 5);
    const compiled = compiledText(tests, 'unaryTests');
    return compiled.kind === 'ok' && compiled.code({ names: { '?': value }, up: null, run }) === true;
  };
}

/** A value that does not conform to its type is null (DMN 1.5 §10.3.2.9.4). */
export function typed(code: Code, type: FeelType | null, element: string): Code {
  if (type === null || type.kind === 'any') return code;
  return (frame) => {
    const value = code(frame);
    const fitting = coerced(value, type, passing(frame.run));
    return fitting === undefined
      ? failed(frame.run, `${element}: the value, a ${typeNameOf(value)}, is not of the type that is declared`)
      : fitting;
  };
}
