/** How the administration deals with cases that go from hand to hand: reference data, `handling.json` of the city. */
import type { ConfigFault } from '../city/json-reader.ts';
import { fault, openJson } from '../city/json-reader.ts';
import { type Opinions, readOpinions } from '../joint/opinions.ts';
import { type GivingRule, readGiving } from './giving.ts';

export interface Handling {
  /** The so manieth "not ours" goes to the coordinator. */
  readonly returnsToCoordinator: number;
  /** When silence is consent; null: no opinion can be asked for. */
  readonly opinions: Opinions | null;
  /** By what rule tasks find their official where their process does not say it. */
  readonly giving: readonly GivingRule[];
}

export const handlingFile = 'handling.json';
const returnsDefault = 3;
export const returnsMax = 20;

/** @param text left out or empty: the third one, and no opinions */
export function readHandling(text: string | undefined, faults: ConfigFault[]): Handling {
  if (text === undefined || text === '') return { returnsToCoordinator: returnsDefault, opinions: null, giving: [] };
  const at = openJson(handlingFile, text, faults);
  const others = { opinions: readOpinions(at), giving: readGiving(at) };
  const count = at.value['returnsToCoordinator'];
  if (Number.isInteger(count) && Number(count) >= 1 && Number(count) <= returnsMax) {
    return { returnsToCoordinator: Number(count), ...others };
  }
  fault(at, 'returnsToCoordinator', `must be a whole number from 1 to ${returnsMax}`);
  return { returnsToCoordinator: returnsDefault, ...others };
}
