// `instance of` and the types of parameters (DMN 1.5 §10.3.2.9, table 57).

import type { Code } from './run.ts';
import { compile, part, type Scope, textAt } from './scope.ts';
import { childrenOf, rangeEntry, type SyntaxNode } from './syntax.ts';
import { anyType, builtInType, type FeelType, isInstance } from './types.ts';

export function compileInstanceOf(node: SyntaxNode, scope: Scope): Code {
  const children = childrenOf(node);
  const value = compile(part(children, 0), scope);
  const type = typeAt(part(children, -1), scope);
  return (frame) => isInstance(value(frame), type, () => true);
}

/** The type that a `Type` node names; a name that is not known is a fault. */
export function typeAt(node: SyntaxNode, scope: Scope): FeelType {
  const type = node.name === 'Type' ? part(childrenOf(node), 0) : node;
  switch (type.name) {
    case 'ListType':
      return { kind: 'list', of: typeAt(typeIn(type), scope) };
    case 'ContextType':
      return contextType(type, scope);
    case 'FunctionType':
      return functionType(type, scope);
    default:
      return namedType(type, scope);
  }
}

function typeIn(node: SyntaxNode): SyntaxNode {
  const found = childrenOf(node).findLast((child) => child.name === 'Type');
  if (found === undefined) throw new Error('a type without its part');
  return found;
}

function contextType(node: SyntaxNode, scope: Scope): FeelType {
  const holder = childrenOf(node).find((child) => child.name === 'ContextEntryTypes');
  const entries = (holder === undefined ? [] : childrenOf(holder))
    .filter((child) => child.name === 'ContextEntryType')
    .map((entry) => ({
      name: textAt(part(childrenOf(entry), 0), scope)
        .trim()
        .replace(/\s+/g, ' '),
      type: typeAt(typeIn(entry), scope),
    }));
  const [only] = entries;
  return only?.name === rangeEntry ? { kind: 'range', of: only.type } : { kind: 'context', entries };
}

function functionType(node: SyntaxNode, scope: Scope): FeelType {
  const holder = childrenOf(node).find((child) => child.name === 'ArgumentTypes');
  const parameters = (holder === undefined ? [] : childrenOf(holder))
    .filter((child) => child.name === 'ArgumentType')
    .map((child) => typeAt(typeIn(child), scope));
  return { kind: 'function', parameters, result: typeAt(typeIn(node), scope) };
}

function namedType(node: SyntaxNode, scope: Scope): FeelType {
  const name = textAt(node, scope).trim().replace(/\s+/g, ' ');
  const type = builtInType(name) ?? scope.types(name);
  if (type !== null) return type;
  scope.faults.push({ kind: 'unknownName', from: node.from, to: node.to, found: name });
  return anyType;
}
