// dmn-moddle knows DMN 1.3; what came after it: conditional, filter and iterators (1.4), type constraints (1.5).
import packaged from 'dmn-moddle/resources/dmn/json/dmn13.json' with { type: 'json' };

const child = (name: string) => ({ name, type: 'ChildExpression', xml: { serialize: 'property' } });
const iterator = (name: string, each: string) => ({
  name,
  superClass: ['Expression'],
  properties: [{ name: 'iteratorVariable', isAttr: true, type: 'String' }, child('in'), child(each)],
});

const added = [
  {
    name: 'ChildExpression',
    superClass: ['DMNElement'],
    properties: [
      { name: 'value', type: 'Expression' },
      { name: 'typeRef', isAttr: true, type: 'String' },
    ],
  },
  { name: 'Conditional', superClass: ['Expression'], properties: [child('if'), child('then'), child('else')] },
  { name: 'Filter', superClass: ['Expression'], properties: [child('in'), child('match')] },
  iterator('For', 'return'),
  iterator('Every', 'satisfies'),
  iterator('Some', 'satisfies'),
];

/** The package `dmn`, to be given to moddle in place of its own. */
export const dmnPackage = { ...packaged, types: [...packaged.types.map(mended), ...added] };

type Described = (typeof packaged.types)[number];

function mended(type: Described): Described {
  if (type.name !== 'ItemDefinition') return type;
  const constraint = { name: 'typeConstraint', type: 'UnaryTests', xml: { serialize: 'property' } };
  return { ...type, properties: [...(type.properties ?? []), constraint] } as Described;
}
