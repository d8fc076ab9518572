/// <reference path="./moddle.d.ts" />
// The one place that touches bpmn-moddle and dmn-moddle: XML in, their generic elements out, their warnings as problems.
import { BpmnModdle } from 'bpmn-moddle';
import { DmnModdle } from 'dmn-moddle';
import { dmnPackage } from './decisions/metamodel.ts';
import { keptCode } from './dialects/foreign.ts';
import { decisionElementsMax, guard } from './guards.ts';
import { bpmnPackage } from './metamodel.ts';
import { elementsIn, type ModdleElement, type ModdleWarning } from './moddle-types.ts';
import { type Problem, problem, problemsMax } from './problems.ts';
import { wrongReferences } from './references.ts';
import wardflow from './wardflow-moddle.json' with { type: 'json' };

export interface ReadXml {
  /** null where the file cannot be read at all. */
  readonly root: ModdleElement | null;
  readonly problems: readonly Problem[];
}

/** They keep nothing of what they read; to make one takes longer than to read a small file. */
const bpmn = new BpmnModdle({ bpmn: bpmnPackage, wardflow });
const dmn = new DmnModdle({ dmn: dmnPackage });

/** @param guarded false for what was published once: its limits were those of its time */
export async function readBpmn(xml: string, path: string, guarded = true): Promise<ReadXml> {
  const refused = guarded ? guard(xml, path) : null;
  if (refused !== null) return { root: null, problems: [refused] };
  return await read(bpmn, 'bpmn:Definitions', closeAttributes(withoutOwnPrefix(xml)), path);
}

/** Reads DMN 1.1 to 1.5: as far as they run here, the versions differ in their namespace and in what they added. */
export async function readDmn(xml: string, path: string): Promise<ReadXml> {
  const refused = guard(xml, path, decisionElementsMax);
  if (refused !== null) return { root: null, problems: [refused] };
  return await read(dmn, 'dmn:Definitions', normalisedDmn(xml), path);
}

/** DMN of any version under the namespaces of 1.3, the ones that the libraries know. */
export function normalisedDmn(xml: string): string {
  return xml
    .replace(
      /(["'])https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20151101\/dmn\.xsd|20151101\/dmn11\.xsd|20180521\/MODEL\/|20211108\/MODEL\/|20230324\/MODEL\/)\1/g,
      '$1https://www.omg.org/spec/DMN/20191111/MODEL/$1',
    )
    .replace(
      /(["'])https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20180521|20211108|20230324)\/DMNDI\/\1/g,
      '$1https://www.omg.org/spec/DMN/20191111/DMNDI/$1',
    );
}

/** XML lets blanks stand around the `=` of an attribute; the reader beneath moddle does not. */
function closeAttributes(xml: string): string {
  return xml.replace(/<[A-Za-z][^<>]*>/g, (tag) => tag.replace(/(\s[\w:.-]+)\s+=\s*(["'])/g, '$1=$2'));
}

/** References are qualified names in the standard; moddle knows ids only, so the prefix of the file itself is dropped. */
function withoutOwnPrefix(xml: string): string {
  const own = /\stargetNamespace\s*=\s*(["'])(.*?)\1/.exec(xml)?.[2];
  const prefixes = [...xml.matchAll(/\sxmlns:([\w.-]+)\s*=\s*(["'])(.*?)\2/g)].flatMap(([, prefix = '', , uri]) =>
    uri === own ? [prefix] : [],
  );
  return prefixes.reduce((text, prefix) => {
    const name = prefix.replaceAll('.', '\\.');
    return text
      .replace(new RegExp(`(\\s(?:\\w*Ref|default|calledElement)\\s*=\\s*["'])${name}:`, 'g'), '$1')
      .replace(new RegExp(`(<(?:[\\w.-]+:)?(?:incoming|outgoing|\\w+Refs?)>\\s*)${name}:`, 'g'), '$1');
  }, xml);
}

async function read(moddle: BpmnModdle | DmnModdle, type: string, xml: string, path: string): Promise<ReadXml> {
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml, type);
    const codes = elementsIn(rootElement, 'rootElements').some(({ $type }) => $type === 'bpmn:Error') ? [] : warnings;
    const kept = new Set(codes.filter(isErrorCode));
    for (const { element, value } of kept) Object.assign(element?.$attrs ?? {}, { [keptCode]: value });
    // A text has no encoding any more, whatever its first line says.
    const meant = warnings.filter(({ message }) => !message.startsWith('unsupported document encoding'));
    const problems = meant.slice(0, problemsMax).map((warning) => problemOf(warning, path, kept.has(warning)));
    return { root: rootElement, problems: [...problems, ...wrongReferences(rootElement, path)] };
  } catch (error) {
    const reason = firstLine(error instanceof Error ? error.message : String(error));
    return { root: null, problems: [problem('XML_NOT_READABLE', path, null, { reason })] };
  }
}

/** moddle says what is wrong in English sentences only; an unknown attribute may stay, everything else may not. */
function problemOf(warning: ModdleWarning, path: string, isCode: boolean): Problem {
  const element = nearestId(warning.element);
  const attribute = /^unknown attribute <(.+)>/.exec(warning.message)?.[1];
  if (attribute !== undefined) return problem('ATTRIBUTE_UNKNOWN', path, element, { name: attribute });
  const reference = /^unresolved reference <(.*)>/.exec(warning.message)?.[1];
  if (reference !== undefined && isCode) {
    return problem('ERROR_NOT_DECLARED', path, element, { id: reference });
  }
  // A drawing without its element, and the outside type of a datum, change nothing in what runs.
  const outside = warning.property === 'bpmn:structureRef' && outsideType.test(reference ?? '');
  if (reference !== undefined && (outside || warning.property?.startsWith('bpmndi:'))) {
    return problem('DRAWING_REFERENCE_NOT_FOUND', path, element, { id: reference });
  }
  // A reference that holds an element and no name has no id to tell.
  const id = reference === 'undefined' ? (warning.property ?? '') : reference;
  if (id !== undefined) return problem('REFERENCE_NOT_FOUND', path, element, { id });
  const duplicate = /duplicate ID <(.+)>/.exec(warning.message)?.[1];
  if (duplicate !== undefined) return problem('ID_NOT_UNIQUE', path, duplicate, { id: duplicate });
  const reason = warning.message
    .split('\n')
    .map((line) => line.trim())
    .join(', ');
  return problem('XML_NOT_READABLE', path, element, { reason });
}

/** With the prefix of another namespace, or one of the simple types that every language has. */
const outsideType = /:|^(?:string|integer|int|long|boolean|double|float|decimal|date|dateTime|object)$/i;

function nearestId(element: ModdleElement | undefined): string | null {
  for (let at = element; at !== undefined; at = at.$parent) if (typeof at.id === 'string') return at.id;
  return null;
}

/** Other engines take an `errorRef` that leads nowhere as the code itself, in files that declare no errors. */
function isErrorCode({ property, element }: ModdleWarning): boolean {
  return property === 'bpmn:errorRef' && element?.$type === 'bpmn:ErrorEventDefinition';
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}
