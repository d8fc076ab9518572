// Models that must be refused: what they are refused for, and whether that is the rule that they were written to break.
import { loadProgram } from '#engine/bpmn/load-program.ts';
import type { Problem } from '#engine/bpmn/problems.ts';
import type { Case } from './case.ts';

/** The models of a case with what stands against them, without the rules that are ours alone. */
export async function loadCase({ files }: Case, read: (path: string) => Promise<string>) {
  const resources = await Promise.all(files.map(async (path) => ({ path: ownName(path), content: await read(path) })));
  const loaded = await loadProgram(resources, { host: 'core', foreignWork: 'asJobs' });
  const errors = loaded.problems.filter((problem) => problem.severity === 'error' && counts(problem));
  return { ...loaded, errors };
}

/** An invalid model: what it is refused for, and whether the rule in its name is among that; null for names unknown here. */
export interface Refusal {
  readonly text: string;
  readonly forItsRule: boolean | null;
}

export function refusalOf({ id }: Case, errors: readonly Problem[]): Refusal {
  const name = /(?:EXT\d+|REF)(?=_)/.exec(id)?.[0];
  const codes = name === undefined ? undefined : brokenRules[name];
  const forItsRule = codes === undefined ? null : errors.some(({ code }) => codes.includes(code));
  return { text: errors.map(problemText).join(', ') || 'not refused', forItsRule };
}

export function problemText({ element, code, params }: Problem): string {
  const said = Object.values(params ?? {}).join(' ');
  return `${element ?? 'file'} ${code}${said === '' ? '' : ` (${said})`}`;
}

/** Rules of this product that the standard does not have: who a task is for, and that forms are there. */
const ownRules = new Set(['NOBODY_ADDRESSED', 'FORM_NOT_FOUND']);

/** Words of the vocabulary stand where a model has a script; a word has no format. */
const isWord = /^(?:SCRIPT_task\d|CREATE_\w+|INCREMENT_\w+|LOG_DATA|SET_STRING_DATA|THROW_ERROR)$/;

function counts({ code, params }: Problem): boolean {
  if (code === 'SCRIPT_FORMAT_MISSING') return !isWord.test(String(params?.['script']));
  return !ownRules.has(code);
}

/** Models of others are called `x.bpmn20.xml` or `x.dmn11.xml` too. */
function ownName(path: string): string {
  return path.replace(/\.bpmn20\.xml$/, '.bpmn').replace(/\.dmn(\d+)?\.xml$/, '.dmn');
}

const triggers = ['BOUNDARY_TRIGGER', 'CATCH_WITHOUT_TRIGGER', 'EVENT_MUST_INTERRUPT'];

/** The names that betsy gives to rules, and ours for them. */
const brokenRules: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(['EXT002', 'EXT003'].map((name) => [name, ['ID_MISSING']])),
  EXT004: ['TEXT_FORMAT_NOT_MIME'],
  ...Object.fromEntries(['EXT006', 'EXT007', 'EXT008', 'EXT009'].map((name) => [name, ['ARTIFACT_CONNECTED']])),
  EXT011: ['THROWN_WITHOUT_CODE'],
  EXT012: ['EXPRESSION_NOT_FORMAL'],
  EXT013: ['EXPRESSION_WITHOUT_BODY'],
  EXT014: ['EXPRESSION_LANGUAGE_NOT_URI'],
  ...Object.fromEntries(['EXT017', 'EXT018', 'EXT019'].map((name) => [name, ['GATEWAY_DIRECTION']])),
  EXT020: ['ITEM_COLLECTION_DIFFERS'],
  EXT022: ['EVENT_SUB_PROCESS_FLOWS'],
  EXT023: ['FLOW_NOT_LISTED', 'FLOW_LISTED_WRONG'],
  EXT024: ['FLOW_NOT_IMMEDIATE'],
  EXT025: ['CONDITION_WITHOUT_CHOICE'],
  EXT026: ['DEFAULT_NOT_OUTGOING'],
  EXT027: ['CHOREOGRAPHY_REF_NOT_ALLOWED'],
  EXT031: ['MESSAGE_FLOW_WITHIN_POOL'],
  EXT033: ['REFERENCE_OF_WRONG_TYPE'],
  EXT036: ['CHOREOGRAPHY_IN_PROCESS'],
  EXT037: ['QUANTITY_NOT_POSITIVE'],
  EXT040: ['RESOURCE_BINDING_WITHOUT_RESOURCE', 'RESOURCE_TWICE'],
  ...Object.fromEntries(['EXT041', 'EXT054', 'EXT055'].map((name) => [name, ['CHILD_ONCE']])),
  ...Object.fromEntries(['EXT043', 'EXT050'].map((name) => [name, ['TASK_SETS']])),
  ...Object.fromEntries(['EXT044', 'EXT045', 'EXT048', 'EXT052'].map((name) => [name, ['TASK_DATA_ITEM']])),
  ...Object.fromEntries(['EXT047', 'EXT051'].map((name) => [name, ['TASK_DATA']])),
  ...Object.fromEntries(['EXT049', 'EXT142'].map((name) => [name, ['INSTANTIATE_HAS_INCOMING']])),
  EXT053: ['SCRIPT_FORMAT_MISSING'],
  EXT056: ['CHOREOGRAPHY_IN_PROCESS'],
  EXT057: ['EVENT_SUB_PROCESS_FLOWS'],
  EXT058: ['EVENT_SUB_PROCESS_START'],
  EXT059: ['START_TRIGGER', 'EVENT_SUB_PROCESS_START', 'EVENT_MUST_INTERRUPT'],
  EXT060: ['TRANSACTION_METHOD'],
  EXT062: ['AD_HOC_CONTENT'],
  EXT063: ['CALL_DATA_DIFFERS'],
  EXT064: ['INTERFACE_NOT_BOUND'],
  EXT065: ['IO_BINDING_ITEMS'],
  EXT068: ['REFERENCE_OF_WRONG_TYPE'],
  ...Object.fromEntries(['EXT069', 'EXT070'].map((name) => [name, ['LOOP_ITEM_DIFFERS']])),
  EXT072: ['LOOP_BEHAVIOR_COMPLEX'],
  EXT076: ['DATA_STATE_NAME'],
  ...Object.fromEntries(['EXT077', 'EXT083'].map((name) => [name, ['ITEM_COLLECTION_DIFFERS']])),
  EXT078: ['XML_NOT_READABLE'],
  EXT079: ['SUB_PROCESS_DATA'],
  EXT080: ['PROCESS_DATA_DIRECTION'],
  ...Object.fromEntries(['EXT084', 'EXT088'].map((name) => [name, ['DATA_IN_NO_SET']])),
  ...Object.fromEntries(['EXT085', 'EXT086', 'EXT089'].map((name) => [name, ['SET_SUBSET']])),
  EXT087: ['SETS_NOT_PAIRED'],
  EXT091: ['DATA_ASSOCIATION_ITEM'],
  EXT092: ['DATA_ASSOCIATION_SOURCES'],
  EXT093: ['EVENT_DATA_COUNT'],
  EXT094: ['EVENT_DATA_ITEM'],
  EXT095: ['EVENT_DEFINITION_NOT_SHARED'],
  ...Object.fromEntries(['EXT098', 'EXT121'].map((name) => [name, ['START_TRIGGER']])),
  EXT099: ['CALLED_HAS_NO_START'],
  EXT100: ['SUB_PROCESS_START'],
  EXT101: ['FLOW_NOT_LISTED', 'START_HAS_NO_OUTGOING'],
  EXT103: ['MESSAGE_FLOW_WITHOUT_MESSAGE'],
  EXT105: ['END_MISSING'],
  ...Object.fromEntries(['EXT106', 'EXT111'].map((name) => [name, ['CANCEL_WITHOUT_TRANSACTION']])),
  EXT108: ['MESSAGE_FLOW_TO_END'],
  ...Object.fromEntries(['EXT110', 'EXT130', 'EXT147'].map((name) => [name, triggers])),
  EXT113: ['BOUNDARY_HAS_NO_OUTGOING'],
  ...Object.fromEntries(['EXT115', 'EXT116'].map((name) => [name, ['EVENT_LEADS_NOWHERE']])),
  EXT117: ['LINK_FLOWS'],
  EXT119: ['MESSAGE_FLOW_DIRECTION'],
  ...Object.fromEntries(['EXT122', 'EXT148'].map((name) => [name, ['CATCH_TRIGGER', 'CATCH_WITHOUT_TRIGGER']])),
  EXT123: ['CONDITION_EMPTY'],
  ...Object.fromEntries(['EXT125', 'EXT126'].map((name) => [name, ['LINK_WITHOUT_TARGET']])),
  EXT127: ['EVENT_NAMES_NOTHING'],
  EXT128: ['MESSAGE_WITHOUT_OPERATION'],
  EXT129: ['EVENT_SUB_PROCESS_START'],
  EXT131: ['TIMER_NOT_COMPLETE'],
  ...Object.fromEntries(['EXT132', 'EXT134'].map((name) => [name, ['TIMER_NOT_VALID']])),
  ...Object.fromEntries(['EXT135', 'EXT136'].map((name) => [name, ['GATEWAY_WITHOUT_CHOICE', 'GATEWAY_HAS_NO_FLOWS']])),
  EXT137: ['CONDITION_NOT_ALLOWED'],
  EXT138: ['EVENT_GATEWAY_TARGET'],
  EXT140: ['EVENT_GATEWAY_BOUNDARY'],
  EXT141: ['EVENT_GATEWAY_TARGET_SHARED'],
  EXT143: ['COMPENSATION_WITHOUT_HANDLER'],
  EXT144: ['COMPENSATION_HANDLER_NOT_MARKED'],
  EXT145: ['SCRIPT_FORMAT_NOT_MIME'],
  EXT146: ['END_RESULT'],
  EXT149: ['THROW_RESULT'],
  EXT150: ['INCOMING_MISSING'],
  EXT151: ['OUTGOING_MISSING'],
  EXT152: ['FLOW_CROSSES_BORDER'],
  REF: ['REFERENCE_OF_WRONG_TYPE', 'REFERENCE_NOT_FOUND'],
};
