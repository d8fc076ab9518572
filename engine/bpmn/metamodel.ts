// The meta-model of bpmn-moddle as the standard's schema has it: where the two differ, the schema (BPMN20.xsd) is right.
import packaged from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };

/** The package `bpmn`, to be given to moddle in place of its own. */
export const bpmnPackage = { ...packaged, types: packaged.types.map(mended) };

type Described = (typeof packaged.types)[number];

/** The script of a global script task is an element, as that of a script task is. */
function mended(type: Described): Described {
  if (type.name !== 'GlobalScriptTask' || type.properties === undefined) return type;
  const properties = type.properties.map((property) =>
    property.name === 'script' ? { name: 'script', type: 'String' } : property,
  );
  return { ...type, properties } as Described;
}
