// What the check finds, and how it is told. Data are left out of the check, so what it finds may need data that never
// come: it warns, and shows the way.
import type { FlowNode } from '../model/program.ts';
import type { Edge, Explored, Vertex } from './graph.ts';

export interface Finding {
  readonly code: SoundnessCode;
  /** Where it is told. */
  readonly element: string;
  /** What its text names; in English by `nameEn` in place of `name`, where that is there. */
  readonly params: { readonly [name: string]: string };
  /** The way that shows it leads here; null where there is none to show: something that never happens. */
  readonly at: Witness | null;
  /** Other ways that show the same, for where no data lead along the first. */
  readonly also?: readonly Witness[];
}

export interface Witness {
  readonly explored: Explored;
  readonly vertex: Vertex;
  /** How it goes on from there. */
  readonly onward?: readonly Edge[];
  /** What happens after that point: the last step ends in an incident, so it is not followed. */
  readonly incident?: Vertex['incidents'][number];
}

/** What a rule may know beside the explored states. */
export interface Surrounding {
  /** Names of messages that some process of the service throws or sends. */
  readonly sent: ReadonlySet<string>;
  /** Processes that some process of the service calls. */
  readonly called: ReadonlySet<string>;
  /** Stages at which the service tells the citizen that the case has ended. */
  readonly ends: ReadonlySet<string>;
  /** Of processes that lead a citizen's case: elements that tell the citizen something. */
  readonly telling: Telling;
}

/** By process. */
export type Telling = ReadonlyMap<string, ReadonlySet<string>>;

/** A rule looks at the explored states and says what it holds against them. */
export type Rule = (explored: Explored, surrounding: Surrounding) => readonly Finding[];

export interface SoundnessText {
  readonly severity: 'warning' | 'info';
  readonly vi: string;
  readonly en: string;
}

export const soundnessTexts = {
  STUCK_AT_JOIN: {
    severity: 'warning',
    vi: 'Hồ sơ có thể bị kẹt mãi ở đây: cổng này chờ một nhánh đã không được đi. Hãy gộp các nhánh lựa chọn bằng cổng loại trừ (X), hoặc để nhánh nào cũng được đi.',
    en: 'A case may get stuck here for ever: the gateway waits for a branch that was not taken. Bring alternatives together with an exclusive gateway (X), or let every branch be taken.',
  },
  LEFT_WAITING: {
    severity: 'warning',
    vi: 'Hồ sơ có thể không bao giờ kết thúc: các việc khác đã xong nhưng một nhánh vẫn chờ ở đây. Hãy gộp tất cả các nhánh đã tách trước khi kết thúc.',
    en: 'A case may never end: everything else is done, and one branch still waits here. Bring all branches together before the end.',
  },
  STUCK: {
    severity: 'warning',
    vi: 'Hồ sơ có thể bị kẹt mãi ở đây: không còn gì có thể xảy ra. Hãy vẽ thêm lối đi tiếp.',
    en: 'A case may get stuck here for ever: nothing more can happen. Draw a way on.',
  },
  NEVER_ENDS: {
    severity: 'warning',
    vi: 'Từ đây hồ sơ chỉ đi vòng, không đến được điểm kết thúc. Hãy vẽ lối ra khỏi vòng.',
    en: 'From here a case can only go round and never comes to an end. Draw a way out of the loop.',
  },
  PILES_UP: {
    severity: 'warning',
    vi: 'Việc có thể chồng chất không dứt ở đây: mỗi vòng lại thêm một việc trong khi việc trước chưa xong. Hãy gộp các nhánh trước khi quay lại.',
    en: 'Work may pile up here without end: every turn of the loop adds one more before the last is done. Bring the branches together before going back.',
  },
  DONE_TWICE: {
    severity: 'warning',
    vi: 'Từ đây có thể bị làm hai lần cùng lúc: hai nhánh song song đi tới đây riêng rẽ. Hãy gộp chúng bằng cổng song song (+) trước.',
    en: 'What follows may be done twice at the same time: two parallel branches come here one by one. Bring them together with a parallel gateway (+) first.',
  },
  NEVER_REACHED: {
    severity: 'warning',
    vi: 'Không hồ sơ nào đến được bước này. Hãy nối nó vào quy trình, hoặc bỏ đi.',
    en: 'No case can ever come to this step. Connect it, or remove it.',
  },
  FLOW_NEVER_TAKEN: {
    severity: 'warning',
    vi: 'Không hồ sơ nào đi theo mũi tên này tới “{step}”. Hãy xem lại điều kiện của nó, hoặc bỏ đi.',
    en: 'No case ever takes this arrow to “{step}”. Look at its condition, or remove it.',
  },
  ENDED_GOES_ON: {
    severity: 'warning',
    vi: 'Từ “{step}”, người dân thấy hồ sơ đã kết thúc, nhưng hồ sơ còn đi tiếp: {next}. Hãy bỏ dấu kết thúc của giai đoạn này, hoặc cho hồ sơ kết thúc ở đây.',
    en: 'From “{step}” on the citizen sees a case that has ended, but it goes on: {next}. Take the mark of an end from its stage, or let the case end here.',
  },
  CITIZEN_NOT_TOLD: {
    severity: 'warning',
    vi: 'Hồ sơ có thể kết thúc ở đây mà người dân không được báo gì. Hãy thêm một bước gửi tin trên đường này, hoặc đặt một giai đoạn kết thúc mà người dân thấy.',
    en: 'A case may end here without the citizen having been told anything. Add a step that sends a message on this way, or give it a stage of an end that the citizen sees.',
  },
  RESULT_NOT_TOLD: {
    severity: 'warning',
    vi: 'Hồ sơ có thể kết thúc ở đây mà người dân không được báo kết quả: tin cuối cùng gửi trước khi cán bộ làm xong. Hãy thêm một bước gửi tin sau bước cuối cùng, hoặc đặt một giai đoạn kết thúc mà người dân thấy.',
    en: 'A case may end here without the citizen being told the result: the last message goes out before the officials’ last step. Add a step that sends a message behind it, or give it a stage of an end that the citizen sees.',
  },
  EVENT_NEVER: {
    severity: 'warning',
    vi: 'Sự kiện này không bao giờ xảy ra: không bước nào phát ra điều nó chờ. Hãy xem lại mã hoặc tên, hoặc bỏ đi.',
    en: 'This event can never happen: no step raises what it waits for. Look at its code or name, or remove it.',
  },
  ERROR_NOT_CAUGHT: {
    severity: 'warning',
    vi: 'Không nơi nào bắt lỗi "{code}": hồ sơ sẽ dừng vì lỗi ở đây. Hãy gắn sự kiện bắt lỗi quanh bước này, hoặc kết thúc bình thường.',
    en: 'Nobody catches the error "{code}": the case fails here. Catch it around this step, or end normally.',
  },
  MESSAGE_NOT_SENT: {
    severity: 'warning',
    vi: 'Không bước nào gửi thông điệp "{message}" và sơ đồ không có bên ngoài nào gửi nó: hồ sơ có thể chờ mãi. Hãy thêm bước gửi, hoặc vẽ bên gửi với mũi tên thông điệp tới đây.',
    en: 'No step sends the message "{message}", and the diagram names nobody outside who does: a case may wait for ever. Add a step that sends it, or draw its sender with a message flow to here.',
  },
  RUNS_ON: {
    severity: 'warning',
    vi: 'Quy trình có thể chạy mãi ở đây mà không dừng chờ ai. Hãy để một bước trong vòng chờ người hoặc thời gian.',
    en: 'The process may run on and on here without waiting for anybody. Let a step of the loop wait for a person or for time.',
  },
  NO_BRANCH: {
    severity: 'info',
    vi: 'Nếu không điều kiện nào đúng, hồ sơ dừng ở đây cho đến khi có người xử lý. Hãy đặt một mũi tên mặc định.',
    en: 'Where no condition is true, a case stops here until somebody helps. Make one arrow the default.',
  },
} as const satisfies Record<string, SoundnessText>;

export type SoundnessCode = keyof typeof soundnessTexts;

/** A step as texts name it. */
export function stepParams({ name, english }: Pick<FlowNode, 'name' | 'english'>): Finding['params'] {
  return english === undefined ? { step: name } : { step: name, stepEn: english };
}

export function severityOf({ code }: Finding): 'warning' | 'info' {
  return soundnessTexts[code].severity;
}

export function messageOf({ code, params }: Finding, language: 'vi' | 'en'): string {
  const said = (name: string) => (language === 'en' ? params[`${name}En`] : undefined) ?? params[name] ?? '';
  return soundnessTexts[code][language].replace(/\{(\w+)\}/g, (_, name: string) => said(name));
}
