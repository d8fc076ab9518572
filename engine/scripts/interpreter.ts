// Runs one script in QuickJS, an interpreter in WebAssembly that has no way out: no files, no network, no clock, no
// timers, nothing of ours. Each script gets an interpreter of its own, with limits on time, memory and stack. In and out
// goes JSON text only, made and read by functions that were taken before the script could touch them.
import variantModule from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSSyncVariant,
  Scope,
} from 'quickjs-emscripten-core';
import type { ScriptAnswer, ScriptCall } from '#engine/core/scripts.ts';
import type { Json } from '#engine/core/values.ts';
import {
  answerCharactersMax,
  answerDepthMax,
  memoryBytesMax,
  reasonCharactersMax,
  scriptMsMax,
  stackBytesMax,
} from './limits.ts';

export type Interpreter = (call: ScriptCall) => Interpreted;

export interface Interpreted {
  readonly answer: ScriptAnswer;
  /** False: the script has broken it, or left it in disorder; it must not be used again. */
  readonly reusable: boolean;
}

// The package's types say that a module is the default; Node gives what the module says itself.
const variant = variantModule as unknown as QuickJSSyncVariant;

/** @returns runs scripts, one at a time, each to its end; never throws */
export async function createInterpreter(): Promise<Interpreter> {
  const quickjs = await newQuickJSWASMModuleFromVariant(variant);
  return (call) => {
    let clean = true;
    const tried = <T>(work: () => T): T | null => {
      try {
        return work();
      } catch {
        clean = false;
        return null;
      }
    };
    const runtime = quickjs.newRuntime({ memoryLimitBytes: memoryBytesMax, maxStackSizeBytes: stackBytesMax });
    const deadline = Date.now() + scriptMsMax;
    const late = () => Date.now() > deadline;
    runtime.setInterruptHandler(late);
    const context = runtime.newContext();
    const answer = tried(() => runIn(context, call, late)) ?? broken;
    tried(() => context.dispose());
    tried(() => runtime.dispose());
    return { answer, reusable: clean };
  };
}

const broken: ScriptAnswer = { kind: 'failed', reason: 'the script broke its interpreter' };

function runIn(context: QuickJSContext, call: ScriptCall, late: () => boolean): ScriptAnswer {
  const { script, variables, now, seed } = call;
  return Scope.withScope((scope) => {
    const text = (value: string) => scope.manage(context.newString(value));
    const evaluated = (source: string, file: string) => scope.manage(context.evalCode(source, file));
    const failed = (error: QuickJSHandle): ScriptAnswer => ({ kind: 'failed', reason: reasonOf(context, error, late) });
    const harness = evaluated(harnessSource, 'harness.js');
    if (harness.error) return failed(harness.error);
    // Whatever stands between the parentheses can only make another function, or be no program at all.
    const made = evaluated(`(function (variables, now) {'use strict';\n${script}\n})`, 'script');
    if (made.error) return failed(made.error);
    const given = [text(JSON.stringify(variables)), text(new Date(now).toISOString()), text(seed)];
    const result = scope.manage(context.callFunction(harness.value, context.undefined, made.value, ...given));
    if (result.error) return failed(result.error);
    if (context.typeof(result.value) !== 'string') return { kind: 'failed', reason: 'the script gave no answer' };
    return answerOf(context.getString(result.value));
  });
}

/** The harness has looked at the length; what JSON cannot say in our variables is refused by name. */
function answerOf(text: string): ScriptAnswer {
  const value = JSON.parse(text) as Json;
  const wrong = faultOf(value, 0);
  return wrong === null ? { kind: 'ok', value } : { kind: 'failed', reason: wrong };
}

function faultOf(value: Json, depth: number): string | null {
  if (value === null || typeof value !== 'object') return null;
  if (depth >= answerDepthMax) return `the answer is nested deeper than ${answerDepthMax} levels`;
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') return 'the answer must not have a field "__proto__"';
    const wrong = faultOf(item, depth + 1);
    if (wrong !== null) return wrong;
  }
  return null;
}

function reasonOf(context: QuickJSContext, error: QuickJSHandle, late: () => boolean): string {
  if (late()) return `the script took longer than ${scriptMsMax / 1_000} s`;
  const said = messageIn(context, error).slice(0, reasonCharactersMax);
  if (/out of memory/.test(said)) return `the script needs more than ${memoryBytesMax / 1_048_576} MB of memory`;
  if (/stack (overflow|size exceeded)|Maximum call stack/.test(said)) return 'the script calls itself too deeply';
  return said === '' ? 'the script failed' : said;
}

/** The harness has made a text of what was thrown; what it could not catch is read as far as that goes. */
function messageIn(context: QuickJSContext, error: QuickJSHandle): string {
  if (context.typeof(error) === 'string') return context.getString(error);
  const [name, message, stack] = ['name', 'message', 'stack'].map((field) =>
    context
      .getProp(error, field)
      .consume((value) => (context.typeof(value) === 'string' ? context.getString(value) : '')),
  );
  return `${[name, message].filter(Boolean).join(': ')}${placeOf(stack ?? '')}`;
}

/** The wrapper around the script is its first line. */
function placeOf(stack: string): string {
  const line = /script:(\d+)/.exec(stack)?.[1];
  return line === undefined ? '' : ` (line ${Math.max(1, Number(line) - 1)})`;
}

/**
 * Runs inside, before the script: takes what it needs, and takes away what would make two runs differ.
 * The script's own errors come out as texts, so that nothing of theirs is asked from outside.
 */
const harnessSource = `(() => {
  'use strict';
  const { parse, stringify } = JSON;
  const { imul } = Math;
  const PromiseOf = Promise;
  const isPromise = (value) => value instanceof PromiseOf;
  for (const name of ['Date', 'performance', 'WeakRef', 'FinalizationRegistry', 'Atomics', 'SharedArrayBuffer']) {
    delete globalThis[name];
  }
  const randomBy = (seed) => {
    let state = 2166136261;
    for (let index = 0; index < seed.length; index++) state = imul(state ^ seed.charCodeAt(index), 16777619);
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  };
  const pattern = /script:(\\d+)/;
  const match = pattern.exec.bind(pattern);
  const textOf = (error) => {
    try {
      if (typeof error !== 'object' || error === null || !('message' in error)) return '' + error;
      const line = match('' + error.stack);
      return error.name + ': ' + error.message + (line === null ? '' : ' (line ' + (line[1] - 1) + ')');
    } catch {
      return 'the script threw something that cannot be read';
    }
  };
  return (script, variables, now, seed) => {
    Math.random = randomBy(seed);
    try {
      const value = script(parse(variables), now);
      if (isPromise(value)) throw 'a script cannot wait for anything: it must not be async or return a promise';
      const text = value === undefined ? 'null' : stringify(value);
      if (text === undefined) throw 'the answer must be JSON: not a function or a symbol';
      if (text.length > ${answerCharactersMax}) throw 'the answer is longer than ${answerCharactersMax} characters';
      return text;
    } catch (error) {
      throw textOf(error);
    }
  };
})()`;
