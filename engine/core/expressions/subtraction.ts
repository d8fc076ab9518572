// feelin 8.2 subtracts date-times by their wall clocks and forgets their zones: 00:00Z − 08:00+07:00 is −8 h to it,
// not −1 h. Until it is mended there, a subtraction `a - b` is asked as `⟨utc⟩(a, b) - ⟨utc⟩(b, a)`, where ⟨utc⟩ puts
// its first argument into UTC when both are date-times with a zone, and leaves it alone otherwise.
import { FeelDateTime, parseExpression, parseUnaryTests } from 'feelin';
import { expressionCharactersMax } from '../model/limits.ts';

/** Name under which {@link inUtc} is in scope. */
export const utcName = '_utc';

export type Grammar = 'expression' | 'unaryTests';

/** The same expression with its subtractions made safe; the text itself where there is none. */
export function withSafeSubtraction(source: string, grammar: Grammar, context: Record<string, unknown>): string {
  if (!source.includes('-')) return source;
  const key = `${grammar}:${source}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const safe = rewritten(source, grammar, context);
  // A name with blanks reads differently where it is not in scope, so what is in doubt is not remembered.
  if (safe === null) return source;
  if (remembered.size >= rememberedMax) remembered.clear();
  remembered.set(key, safe);
  return safe;
}

export function inUtc(value: unknown, other: unknown): unknown {
  if (!(value instanceof FeelDateTime) || !(other instanceof FeelDateTime)) return value;
  if (value.zone === null || other.zone === null) return value;
  const zoned = value.unwrap().toZonedDateTime(value.zone);
  return new FeelDateTime(zoned.withTimeZone('UTC').toPlainDateTime(), 'UTC');
}
// feelin would else look for the names of the arguments in the source of the function.
Object.assign(inUtc, { $args: ['value', 'other'] });

/** Rewriting is a matter of the text alone, so remembering it changes no answer. */
const remembered = new Map<string, string>();
const rememberedMax = 5_000;

interface Node {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly firstChild: Node | null;
  readonly nextSibling: Node | null;
}

function rewritten(source: string, grammar: Grammar, context: Record<string, unknown>): string | null {
  const parse = grammar === 'expression' ? parseExpression : parseUnaryTests;
  const tree = parse(source, context, undefined);
  let broken = false;
  tree.iterate({
    enter: (node) => {
      broken ||= node.type.isError;
    },
  });
  if (broken) return null;
  const safe = textOf(tree.topNode, source);
  return safe.length > 4 * expressionCharactersMax ? source : safe;
}

function textOf(node: Node, source: string): string {
  const children = childrenOf(node);
  const [left, operator, right] = children;
  const subtracts = node.name === 'ArithmeticExpression' && children.length === 3;
  if (subtracts && left && right && operator && source.slice(operator.from, operator.to) === '-') {
    const [a, b] = [textOf(left, source), textOf(right, source)];
    if (left.name === 'NumericLiteral' || right.name === 'NumericLiteral') return `${a} - ${b}`;
    return `${utcName}(${a}, ${b}) - ${utcName}(${b}, ${a})`;
  }
  let text = '';
  let at = node.from;
  for (const child of children) {
    text += source.slice(at, child.from) + textOf(child, source);
    at = child.to;
  }
  return text + source.slice(at, node.to);
}

function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}
