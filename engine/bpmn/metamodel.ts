// The meta-model of bpmn-moddle as the standard's schema has it: where the two differ, the schema (BPMN20.xsd) is right.
import packaged from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };

type Described = (typeof packaged.types)[number];

interface Property {
  readonly name: string;
  readonly type: string;
  readonly isAttr?: boolean;
  readonly isMany?: boolean;
  readonly isReference?: boolean;
}

/** By type and name of the property in moddle: what the schema has instead. */
const mends: Readonly<Record<string, Readonly<Record<string, Property>>>> = {
  // The script of a global script task is an element, as that of a script task is.
  GlobalScriptTask: { script: { name: 'script', type: 'String' } },
  // Elements of these names, without the plural of the meta-model.
  Participant: { endPointRefs: { name: 'endPointRef', type: 'EndPoint', isMany: true, isReference: true } },
  ConversationNode: {
    messageFlowRefs: { name: 'messageFlowRef', type: 'MessageFlow', isMany: true, isReference: true },
  },
  Collaboration: {
    conversationAssociations: { name: 'conversationAssociations', type: 'ConversationAssociation', isMany: true },
  },
  ParticipantAssociation: {
    innerParticipantRef: { name: 'innerParticipantRef', type: 'Participant', isReference: true },
    outerParticipantRef: { name: 'outerParticipantRef', type: 'Participant', isReference: true },
  },
  // The definition of an extension stands in a schema of its own.
  Extension: { definition: { name: 'definition', type: 'String', isAttr: true } },
  // These may name any element of the model, and of others.
  Relationship: {
    source: { name: 'source', type: 'BaseElement', isMany: true, isReference: true },
    target: { name: 'target', type: 'BaseElement', isMany: true, isReference: true },
  },
  // The data themselves, or the one set that holds them: table 10.24 says both.
  InputOutputBinding: {
    inputDataRef: { name: 'inputDataRef', type: 'BaseElement', isAttr: true, isReference: true },
    outputDataRef: { name: 'outputDataRef', type: 'BaseElement', isAttr: true, isReference: true },
  },
};

const added: Readonly<Record<string, readonly Property[]>> = {
  Extension: [{ name: 'documentation', type: 'Documentation', isMany: true }],
};

/** The package `bpmn`, to be given to moddle in place of its own. */
export const bpmnPackage = { ...packaged, types: packaged.types.map(mended) };

function mended(type: Described): Described {
  const own = mends[type.name];
  if (own === undefined || type.properties === undefined) return type;
  const properties = type.properties.map((property) => own[property.name] ?? property);
  return { ...type, properties: [...properties, ...(added[type.name] ?? [])] } as Described;
}
