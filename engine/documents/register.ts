/**
 * 07, after Mẫu số 06 of Thông tư 01/2018/TT-VPCP (docs/dossier-documents.md). A register can have a hundred thousand lines, so it
 * is made in pieces: what stands before the lines, a piece of lines, what stands behind them.
 */
import { type Child, html } from '#forms/plain/html.ts';
import { dayWords, shortDate } from './dates.ts';
import type { Register, RegisterLine } from './model.ts';
import { heading, title } from './parts.ts';

/** Columns in their order: what the print and the file for spreadsheets have as their heads. */
export const registerColumns = [
  'TT',
  'Mã hồ sơ',
  'Tên thủ tục hành chính',
  'Số lượng hồ sơ (bộ)',
  'Tên cá nhân, tổ chức',
  'Địa chỉ, số điện thoại',
  'Cơ quan chủ trì giải quyết',
  'Ngày nhận hồ sơ',
  'Ngày hẹn trả kết quả',
  'Ngày chuyển hồ sơ đến cơ quan giải quyết',
  'Ngày nhận kết quả từ cơ quan giải quyết',
  'Ngày trả kết quả',
  'Phương thức nhận kết quả',
  'Ký nhận',
  'Ghi chú',
] as const;

const methods = { counter: 'Tại quầy', post: 'Bưu chính công ích', online: 'Trực tuyến' } as const;
const standings = {
  received: 'Mới tiếp nhận',
  processing: 'Đang giải quyết',
  waiting: 'Chờ bổ sung hồ sơ',
  refused: 'Từ chối',
  stopped: 'Dừng giải quyết',
  resulted: 'Đã có kết quả',
  handedOver: 'Đã trả kết quả',
} as const;

/** What a register is narrowed down to; null: not by that. */
export interface Narrowed {
  readonly unit: string | null;
  readonly procedure: string | null;
  readonly state: 'open' | 'closed' | null;
}

/** As it stands below the title. */
export function narrowedWords({ unit, procedure, state }: Narrowed): readonly string[] {
  return [
    ...(unit === null ? [] : [`Nơi tiếp nhận: ${unit}`]),
    ...(procedure === null ? [] : [`Thủ tục: ${procedure}`]),
    ...(state === null ? [] : [state === 'open' ? 'Hồ sơ đang giải quyết' : 'Hồ sơ đã kết thúc']),
  ];
}

/** One text for each column. @param number its place in the register, from 1 */
export function registerCells(line: RegisterLine, number: number, timeZone: string): readonly (string | number)[] {
  const day = (at: number | null) => (at === null ? '' : shortDate(at, timeZone));
  return [
    number,
    line.code,
    line.procedure,
    line.sets ?? '',
    line.applicant ?? '',
    line.contact ?? '',
    line.unit ?? '',
    day(line.receivedAt),
    day(line.dueAt),
    day(line.forwardedAt),
    day(line.resultAt),
    day(line.handedOverAt),
    line.method === null ? '' : methods[line.method],
    '',
    line.late ? `${standings[line.standing]}, quá hạn` : standings[line.standing],
  ];
}

/** What stands above the lines: whose register it is, of which days, and of what alone. */
export function registerHead({ head, from, to, narrowed }: Register): Child {
  return html`
    ${heading(head)}
    ${title('SỔ THEO DÕI HỒ SƠ', `Từ ngày ${dayWords(from)} đến ngày ${dayWords(to)}`)}
    ${narrowed.length === 0 ? null : html`<p class="narrowed">${narrowed.join('; ')}</p>`}`;
}

/** Names and numbers of the columns (Mẫu số 07, Thông tư 03/2025/TT-VPCP). */
export function registerColumnHeads(): ReturnType<typeof html> {
  return html`<thead>
    <tr>${registerColumns.map((name) => html`<th scope="col">${name}</th>`)}</tr>
    <tr class="numbers">${registerColumns.map((_, index) => html`<td>(${index + 1})</td>`)}</tr>
  </thead>`;
}

/** @param number of the line, from 1 */
export function registerRow(line: RegisterLine, number: number, timeZone: string): ReturnType<typeof html> {
  return html`<tr>${registerCells(line, number, timeZone).map((cell) => html`<td>${cell}</td>`)}</tr>`;
}
