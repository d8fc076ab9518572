// Boxed expressions (DMN 1.5 chapter 7 and §10.2.1) become closures.
import { functionOf } from '../feel/calls.ts';
import { filtered, loop, quantified } from '../feel/loops.ts';
import { type Code, failed } from '../feel/run.ts';
import { anyType, type FeelType } from '../feel/types.ts';
import { contextOf, FeelFunction, isList, type Value } from '../feel/values.ts';
import type {
  ContextLogic,
  FunctionLogic,
  InvocationLogic,
  IteratorLogic,
  Logic,
  RelationLogic,
} from '../model/decisions.ts';
import { passing, typed } from './passing.ts';
import { compileText, named, type Sight, seeing, within } from './scope.ts';
import { compileTable } from './table.ts';

/** What one turn of a boxed iterator or one call of a boxed function costs beside what it does. */
const weight = 20;

/** @param type what the surrounding element says its value is; beside the expression's own type */
export function compileLogic(logic: Logic, sight: Sight, type: FeelType | null = null): Code {
  const code = compileKind(logic, sight);
  return typed(typed(code, logic.type ?? null, logic.id), type, logic.id);
}

function compileKind(logic: Logic, sight: Sight): Code {
  switch (logic.kind) {
    case 'literal':
      return compileText(logic.source, 'expression', logic.id, sight);
    case 'table':
      return compileTable(logic, sight);
    case 'context':
      return compileContext(logic, sight);
    case 'invocation':
      return compileInvocation(logic, sight);
    case 'relation':
      return compileRelation(logic, sight);
    case 'list': {
      const items = logic.items.map((item) => compileLogic(item, sight));
      return (frame) => items.map((item) => item(frame));
    }
    case 'function':
      return compileFunction(logic, sight);
    case 'conditional': {
      const [test, yes, no] = [logic.condition, logic.yes, logic.no].map((part) => compileLogic(part, sight));
      return (frame) => (test?.(frame) === true ? yes?.(frame) : no?.(frame)) ?? null;
    }
    case 'filter': {
      const list = compileLogic(logic.in, sight);
      const match = compileLogic(logic.match, seeing(sight, [{ name: 'item', type: itemTypeOf(logic.in) }]));
      return (frame) => {
        const value = list(frame);
        return value === null ? null : filtered(isList(value) ? value : [value], match, weight, frame);
      };
    }
    default:
      return compileIterator(logic, sight);
  }
}

function itemTypeOf(logic: Logic): FeelType | null {
  return logic.type?.kind === 'list' ? logic.type.of : null;
}

function compileContext(logic: ContextLogic, sight: Sight): Code {
  let inner = sight;
  const entries = logic.entries.map(({ name, type, logic: value }) => {
    const entry = { name, code: compileLogic(value, inner, type) };
    inner = seeing(inner, [{ name, type: type ?? value.type ?? null }]);
    return entry;
  });
  const result = logic.result === null ? null : compileLogic(logic.result, inner);
  return (frame) => {
    const names = named([]);
    const sees = within(frame, names);
    const made: [string, Value][] = [];
    for (const { name, code } of entries) {
      const value = code(sees);
      Object.assign(names, named([[name, value]]));
      made.push([name, value]);
    }
    return result === null ? contextOf(made) : result(sees);
  };
}

function compileInvocation(logic: InvocationLogic, sight: Sight): Code {
  const called = compileLogic(logic.called, sight);
  const bindings = logic.bindings.map(({ name, type, logic: value }) => ({
    name,
    code: compileLogic(value, sight, type),
  }));
  return (frame) => {
    const target = called(frame);
    if (!(target instanceof FeelFunction)) return failed(frame.run, `${logic.id}: what is invoked is no function`);
    return target.call({ kind: 'named', values: named(bindings.map(({ name, code }) => [name, code(frame)])) });
  };
}

function compileRelation(logic: RelationLogic, sight: Sight): Code {
  const rows = logic.rows.map((row) =>
    logic.columns.map(({ name, type }, index) => {
      const cell = row[index];
      return { name, code: cell === undefined ? () => null : compileLogic(cell, sight, type) };
    }),
  );
  return (frame) => rows.map((row) => contextOf(row.map(({ name, code }) => [name, code(frame)])));
}

export function compileFunction(logic: FunctionLogic, sight: Sight): Code {
  const parameters = logic.parameters.map(({ name, type }) => ({ name, type: type ?? anyType }));
  const body = compileLogic(logic.body, seeing(sight, logic.parameters));
  return (frame) => functionOf(logic.id, parameters, body, { frame, weight, passes: passing(frame.run) });
}

function compileIterator(logic: IteratorLogic, sight: Sight): Code {
  const iterator = { name: logic.variable, from: compileLogic(logic.in, sight), to: null };
  const inner = seeing(sight, [{ name: logic.variable, type: itemTypeOf(logic.in) }]);
  if (logic.kind !== 'for')
    return quantified(logic.kind === 'some', [iterator], compileLogic(logic.each, inner), weight);
  const body = compileLogic(logic.each, seeing(inner, [{ name: 'partial', type: null }]));
  return loop([iterator], body, weight, true);
}
