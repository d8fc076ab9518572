// Decides every question that the model leaves to data, and then decides it the other way: a step is carried out again
// and again, each time with the next sequence of answers, until all of them have been given.

/** What is asked: whether a flow is taken, a loop goes on, how many instances there are, … at which element. */
export interface Question {
  readonly kind: 'flow' | 'again' | 'enough' | 'count' | 'activation' | 'throws';
  /** Id of the flow, or of the activity or gateway. */
  readonly id: string;
}

export interface Choice extends Question {
  readonly answer: string;
}

export interface Chooser {
  next(question: Question, options: readonly string[]): string;
}

/** More ways through one step than these are not tried. */
export const waysPerStepMax = 512;
/** How often one question is answered freely in one step; a silent loop that is not seen as one ends here. */
const asksPerStepMax = 12;
/** A loop goes on at most so often within one step: what a turn does by itself, it does in every turn. */
const silentTurnsMax = 2;

/** There are too many ways through a step: the exploration cannot be complete. */
export class TooManyWays extends Error {}

/** There is no room or time left for the other ways through a step. */
export class Stopped extends Error {}

/** An odometer of answers. `waysThrough` runs `work` once per sequence of answers. */
export class ChoiceRecorder implements Chooser {
  #taken: { readonly choice: Choice; readonly index: number; readonly options: readonly string[] }[] = [];
  #forced: readonly number[] = [];
  #asks = new Map<string, number>();

  next(question: Question, options: readonly string[]): string {
    const key = `${question.kind} ${question.id}`;
    const asks = (this.#asks.get(key) ?? 0) + 1;
    this.#asks.set(key, asks);
    if (question.kind === 'again' && asks > silentTurnsMax) return 'false';
    if (asks > asksPerStepMax) throw new TooManyWays();
    const index = this.#forced[this.#taken.length] ?? 0;
    const answer = options[index] ?? '';
    this.#taken.push({ choice: { ...question, answer }, index, options });
    return answer;
  }

  /** @param isOver asked before each way @throws TooManyWays, Stopped */
  waysThrough<T>(work: () => T, isOver: () => boolean): { readonly result: T; readonly choices: readonly Choice[] }[] {
    const ways: { readonly result: T; readonly choices: readonly Choice[] }[] = [];
    for (let forced: readonly number[] | null = []; forced !== null; forced = this.#nextWay()) {
      if (ways.length >= waysPerStepMax) throw new TooManyWays();
      if (isOver()) throw new Stopped();
      this.#begin(forced);
      const result = work();
      ways.push({ result, choices: this.#taken.map(({ choice }) => choice) });
    }
    return ways;
  }

  /** One way only: the answers in turn. */
  along<T>(choices: readonly Choice[], work: () => T): T {
    this.#begin(choices.map(({ kind, answer }) => indexOf(kind, answer)));
    return work();
  }

  #begin(forced: readonly number[]): void {
    this.#forced = forced;
    this.#taken = [];
    this.#asks = new Map();
  }

  #nextWay(): readonly number[] | null {
    const indexes = this.#taken.map(({ index }) => index);
    for (let place = indexes.length - 1; place >= 0; place--) {
      const next = (indexes[place] ?? 0) + 1;
      if (next < (this.#taken[place]?.options.length ?? 0)) return [...indexes.slice(0, place), next];
    }
    return null;
  }
}

export const truths = ['true', 'false'] as const;
/** How many instances a multi-instance activity has where data say so. */
export const counts = ['2', '1', '0'] as const;

function indexOf(kind: Question['kind'], answer: string): number {
  const options: readonly string[] = kind === 'count' ? counts : truths;
  return Math.max(0, options.indexOf(answer));
}
