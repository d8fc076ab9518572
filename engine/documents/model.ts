/**
 * What stands on the papers of a dossier: one plain *model* for each form 01 to 07 of Phụ lục I, Thông tư 03/2025/TT-VPCP.
 * A model holds names and words as they are on the day, never codes to look up later: whoever prints it again gets the
 * same paper. Null stands for what is not known; the paper then has a dotted line to write on.
 */
import type { Instant } from '#engine/core/values.ts';

export const documentForms = ['01', '02', '03', '04', '05', '06', '07'] as const;
export type DocumentForm = (typeof documentForms)[number];

/** Those that are handed out, and so are kept as they were; 06 and 07 show how things stand. */
export const issuedForms = ['01', '02', '03', '04', '05'] as const satisfies readonly DocumentForm[];
export type IssuedForm = (typeof issuedForms)[number];

/** Who says it, under which number, where and when (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II). */
export interface Letterhead {
  /** The agency above, on the first line. */
  readonly superior: string | null;
  readonly agency: string;
  /** Number and sign of the paper, e.g. `12/TTPVHCC`. */
  readonly number: string | null;
  readonly place: string | null;
  readonly at: Instant;
  /** IANA name: in which zone instants are written. */
  readonly timeZone: string;
}

export interface Applicant {
  readonly name: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface Procedure {
  readonly code: string | null;
  readonly name: string;
}

/** A paper that was handed in. */
export interface PaperLine {
  readonly name: string;
  readonly kind: 'original' | 'certified' | 'copy' | 'electronic' | null;
  readonly count: number | null;
}

export interface Signer {
  /** E.g. `Chủ tịch`; null: the head of the agency. */
  readonly position: string | null;
  readonly name: string | null;
}

interface AboutDossier {
  readonly head: Letterhead;
  /** Mã hồ sơ; it stands on the paper as a bar code too. */
  readonly code: string;
  readonly applicant: Applicant;
  readonly procedure: Procedure;
}

/** 01: Giấy tiếp nhận hồ sơ và hẹn trả kết quả. */
export interface ReceiptSlip extends AboutDossier {
  readonly form: '01';
  /** Where the applicant follows the dossier; it stands there as a QR code. Nothing personal is in it. */
  readonly followUrl: string | null;
  readonly papers: readonly PaperLine[];
  /** Number of sets. */
  readonly sets: number | null;
  /** Time of processing by the rules, in words. */
  readonly processing: string | null;
  readonly receivedAt: Instant;
  readonly dueAt: Instant | null;
  /** Where and how the result is handed over. */
  readonly resultPlace: string | null;
  readonly fee: string | null;
  readonly receivedBy: string | null;
}

/** 02: Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ. */
export interface SupplementSlip extends AboutDossier {
  readonly form: '02';
  /** What must be added or mended, a line each. */
  readonly items: readonly string[];
  readonly reason: string | null;
  /** How much time there is, in words, e.g. `10 ngày làm việc`. */
  readonly within: string | null;
  readonly contact: string | null;
  readonly askedBy: string | null;
}

/** 03: Phiếu từ chối tiếp nhận giải quyết hồ sơ. */
export interface RefusalSlip extends AboutDossier {
  readonly form: '03';
  readonly reason: string | null;
  readonly legalBasis: string | null;
  readonly refusedBy: string | null;
}

/** 04: Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết. */
export interface ApologyLetter extends AboutDossier {
  readonly form: '04';
  readonly receivedAt: Instant;
  /** What was promised until now. */
  readonly dueBefore: Instant;
  readonly dueAfter: Instant;
  readonly reason: string | null;
  readonly signer: Signer;
}

/** 05: Thông báo dừng giải quyết hồ sơ. */
export interface StopNotice extends AboutDossier {
  readonly form: '05';
  readonly receivedAt: Instant | null;
  /** Whether the applicant asked for it, or the agency ends it. */
  readonly onRequest: boolean;
  readonly reason: string | null;
  readonly legalBasis: string | null;
  readonly signer: Signer;
}

export interface Party {
  readonly unit: string | null;
  readonly person: string | null;
}

/** One hand-over: from whom to whom, and what became of it. */
export interface HandOver {
  readonly from: Party;
  readonly to: Party;
  readonly at: Instant;
  /** When whoever it went to took it up. */
  readonly takenAt: Instant | null;
  readonly step: string | null;
  readonly dueAt: Instant | null;
  readonly doneAt: Instant | null;
  readonly result: 'early' | 'onTime' | 'late' | 'running' | 'overdue' | null;
  readonly note: string | null;
}

/** 06: Phiếu kiểm soát quá trình giải quyết hồ sơ. */
export interface ControlSheet extends AboutDossier {
  readonly form: '06';
  readonly lead: string | null;
  readonly coUnits: readonly string[];
  readonly receivedAt: Instant;
  readonly dueAt: Instant | null;
  readonly doneAt: Instant | null;
  readonly lines: readonly HandOver[];
}

/** How a dossier stands, by the last piece of evidence that decides it. */
export const registerStandings = [
  'received',
  'processing',
  'waiting',
  'refused',
  'stopped',
  'resulted',
  'handedOver',
] as const;
export type RegisterStanding = (typeof registerStandings)[number];

/** A line of the register; its number is its place in it. */
export interface RegisterLine {
  readonly code: string;
  readonly procedure: string;
  readonly sets: number | null;
  readonly applicant: string | null;
  /** Address and telephone number. */
  readonly contact: string | null;
  readonly unit: string | null;
  readonly receivedAt: Instant;
  readonly dueAt: Instant | null;
  /** When it went to the unit that decides. */
  readonly forwardedAt: Instant | null;
  /** When the result came from there. */
  readonly resultAt: Instant | null;
  readonly handedOverAt: Instant | null;
  /** How the result was handed over. */
  readonly method: 'counter' | 'post' | 'online' | null;
  readonly standing: RegisterStanding;
  /** Whether it was late, or is. */
  readonly late: boolean;
}

/** 07: Sổ theo dõi hồ sơ, over a period. */
export interface Register {
  readonly form: '07';
  readonly head: Letterhead;
  /** ISO 8601 dates, both included. */
  readonly from: string;
  readonly to: string;
  /** What it was narrowed down to, in words. */
  readonly narrowed: readonly string[];
}

export type DossierDocument = ReceiptSlip | SupplementSlip | RefusalSlip | ApologyLetter | StopNotice | ControlSheet;
