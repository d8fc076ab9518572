// What the steps of a list are called in the written files, and what each asks.
import { idGiver, keyOf, type Words } from '../business-service/names.ts';
import { type Step, type StepList, unitOfCase } from './step-list.ts';

export interface PlannedStep {
  readonly step: Step;
  /** Of its user task and form. */
  readonly id: string;
  readonly stage: string;
  readonly decision: string;
  /** Message that tells the reporter that it is done; null: nothing is told. */
  readonly message: string | null;
  /** Its form asks which unit goes on with the case. */
  readonly asksUnit: boolean;
  readonly verdicts: readonly Verdict[];
  /** Where it gives the case back to. */
  readonly before: string | null;
}

export type Verdict = 'done' | 'return' | 'refuse';

export const messageCodes = { received: 'DA_NHAN', refused: 'TU_CHOI', done: 'KET_QUA' } as const;
export const stageCodes = { received: 'moi', done: 'xong', refused: 'khong_tiep_nhan' } as const;

/** Elements that every such process has; no step may take their ids. */
const fixed = ['received', 'promise', 'tellReceived', 'tellDone', 'done', 'tellRefused', 'refused'];

export function planSteps({ steps }: StepList): readonly PlannedStep[] {
  const id = idGiver();
  for (const taken of fixed) id(taken);
  const asking = steps.findIndex(({ unit }) => unit === unitOfCase) - 1;
  const planned: PlannedStep[] = [];
  for (const [index, step] of steps.entries()) {
    const own = id(keyOf(step.name.vi));
    planned.push({
      step,
      id: own,
      stage: own.replaceAll('-', '_'),
      decision: id(`${own}-decision`),
      message: step.tells ? own.toUpperCase().replaceAll('-', '_') : null,
      asksUnit: index === asking,
      verdicts: [
        'done',
        ...(step.mayReturn ? ['return' as const] : []),
        ...(step.mayRefuse ? ['refuse' as const] : []),
      ],
      before: step.mayReturn ? (planned.at(-1)?.id ?? null) : null,
    });
  }
  return planned;
}

export const verdictWords: Readonly<Record<Verdict, Words>> = {
  done: { vi: 'Xong, chuyển bước sau', en: 'Done, go on' },
  return: { vi: 'Trả lại bước trước', en: 'Back to the step before' },
  refuse: { vi: 'Không tiếp nhận', en: 'Refuse' },
};
