// One scenario file: read, played, told.

import type { ReadFile } from './load-files.ts';
import { parseScenarios } from './parse-scenarios.ts';
import { runScenario, type ScenarioResult } from './run-scenario.ts';
import type { Surroundings } from './world.ts';

export interface FileResult {
  readonly path: string;
  readonly results: readonly ScenarioResult[];
}

/**
 * @param path shown in reports
 * @param read reads a file by its path relative to the scenario file
 */
export async function runScenarioFile(
  path: string,
  content: string,
  read: ReadFile,
  surroundings: Surroundings,
): Promise<FileResult> {
  const parsed = parseScenarios(content);
  if (parsed.kind === 'failed') return { path, results: parsed.faults.map((fault) => unreadable(fault)) };
  const results: ScenarioResult[] = [];
  for (const scenario of parsed.scenarios) {
    const result = await runScenario(scenario, read, surroundings);
    const played = result.played.map((one) => ({ ...one, model: beside(path, one.model) }));
    results.push({ ...result, played });
  }
  return { path, results };
}

/** The model's path as seen from where the scenario's path is, so that coverage of one model is counted once. */
function beside(path: string, model: string): string {
  const parts = [...path.split('/').slice(0, -1), ...model.split('/')];
  const whole: string[] = [];
  for (const part of parts) {
    if (part === '..' && whole.length > 0 && whole.at(-1) !== '..') whole.pop();
    else if (part !== '.') whole.push(part);
  }
  return whole.join('/');
}

function unreadable(fault: { readonly line: number; readonly message: string }): ScenarioResult {
  const failure = { line: fault.line, step: 'file', message: fault.message, differences: [] };
  return { title: 'the file can be read', line: fault.line, failure, played: [] };
}
