// A file of another tool, process or decision: read as a stranger's, then imported by what it is.
import { guard } from '../guards.ts';
import { loadProgram, type ResourceText } from '../load-program.ts';
import { type Problem, problem } from '../problems.ts';
import { importProcess } from './import-bpmn.ts';
import { type Imported, newImport, uris } from './importing.ts';
import { listForeign } from './list-foreign.ts';
import { attributeOf, parseXml, withDescendants, type XmlElement, XmlFault } from './xml-tree.ts';

/**
 * Makes a BPMN file of another tool one that runs here as far as it can: what has a counterpart is written beside the
 * foreign part in our own namespace, what has none is listed. Nothing that the file holds is lost. A DMN file stays as it is.
 * @param others the other files of the service, against which the result is checked
 */
export async function importBpmn(
  xml: string,
  path = 'process.bpmn',
  others: readonly ResourceText[] = [],
): Promise<Imported> {
  const opened = open(xml, path);
  if ('problem' in opened) return refused(opened.problem);
  const to = newImport(xml, opened.root);
  const result = opened.root.uri === uris.bpmn ? importProcess(to) : xml;
  listForeign(to);
  const { problems, processes } = await loadProgram([...others, { path, content: result }]);
  const names = namesIn(opened.root);
  return {
    xml: result,
    taken: to.notes.filter(({ kind }) => kind === 'taken'),
    warnings: to.notes.filter(({ kind }) => kind !== 'taken'),
    problems: problems.filter((found) => found.path === path && !isForeignNote(found)),
    processes: Object.keys(processes).filter((id) => names.has(id)),
    names,
  };
}

function refused(reason: Problem): Imported {
  return { xml: null, taken: [], warnings: [], problems: [reason], processes: [], names: new Map() };
}

/** What has no name is called by its id. */
function namesIn(root: XmlElement): ReadonlyMap<string, string> {
  return new Map(
    [...withDescendants(root)].flatMap((element) => {
      const id = attributeOf(element, 'id');
      return id === null ? [] : [[id, attributeOf(element, 'name') || id] as const];
    }),
  );
}

function open(xml: string, path: string): { readonly root: XmlElement } | { readonly problem: Problem } {
  const refused = guard(xml, path);
  if (refused !== null) return { problem: refused };
  try {
    const root = parseXml(xml);
    const model = root.local === 'definitions' && (path.endsWith('.dmn') ? isDmn(root.uri) : root.uri === uris.bpmn);
    return model ? { root } : { problem: problem('FILE_NOT_A_MODEL', path, null, { root: `<${root.name}>` }) };
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    const line = xml.slice(0, error.offset).split('\n').length;
    return { problem: problem('XML_BROKEN_AT', path, null, { reason: error.message, line }) };
  }
}

function isDmn(uri: string): boolean {
  return /^https?:\/\/www\.omg\.org\/spec\/DMN\//.test(uri);
}

/** The import says itself what became of foreign parts, in more words. */
function isForeignNote({ code, params }: Problem): boolean {
  return code === 'EXTENSION_UNKNOWN' || (code === 'ATTRIBUTE_UNKNOWN' && String(params?.['name']).includes(':'));
}
