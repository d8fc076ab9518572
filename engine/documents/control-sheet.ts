/** 06, after Mẫu số 05 of Thông tư 01/2018/TT-VPCP: who handed it to whom, when, and whether in time (docs/dossier-documents.md). */
import { type Child, html } from '#forms/plain/html.ts';
import { longTime, shortTime } from './dates.ts';
import type { ControlSheet, HandOver, Party } from './model.ts';
import { blank, codesOf, heading, line, orBlank, procedureName, title } from './parts.ts';

const results = {
  early: 'Trước hạn',
  onTime: 'Đúng hạn',
  late: 'Quá hạn',
  running: 'Đang giải quyết',
  overdue: 'Đang giải quyết, đã quá hạn',
} as const;

export function controlSheet(sheet: ControlSheet): Child {
  const { head, code, procedure, applicant, coUnits, dueAt, doneAt, lines } = sheet;
  const { timeZone } = head;
  const at = (instant: number | null) => (instant === null ? blank : longTime(instant, timeZone));
  return html`
    ${heading(head)}
    ${title('PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ', html`Mã hồ sơ: <strong>${code}</strong>`)}
    ${codesOf(code)}
    ${line('Hồ sơ của', orBlank(applicant.name))}
    ${line('Thủ tục', procedureName(procedure))}
    ${line('Thời gian nhận hồ sơ', at(sheet.receivedAt))}
    ${line('Thời gian hẹn trả kết quả', at(dueAt))}
    ${doneAt === null ? null : line('Giải quyết xong lúc', at(doneAt))}
    ${line('Cơ quan (bộ phận) giải quyết hồ sơ', orBlank(sheet.lead))}
    ${line('Cơ quan phối hợp giải quyết hồ sơ', coUnits.length === 0 ? 'không có' : coUnits.join('; '))}
    <table class="hand-overs">
      <thead><tr><th scope="col">Tên cơ quan</th><th scope="col">Thời gian giao, nhận hồ sơ</th><th scope="col">Thời hạn</th><th scope="col">Kết quả giải quyết hồ sơ (trước hạn/đúng hạn/quá hạn)</th><th scope="col">Ghi chú</th></tr></thead>
      <tbody>${(lines.length > 0 ? lines : [null]).map((each) => handOver(each, timeZone))}</tbody>
    </table>`;
}

function handOver(each: HandOver | null, timeZone: string): Child {
  if (each === null) return html`<tr><td>${blank}</td><td></td><td></td><td></td><td></td></tr>`;
  const { from, to, at, takenAt, step, dueAt, doneAt, result, note } = each;
  return html`<tr>
    <td><p>1. Giao: ${party(from)}</p><p>2. Nhận: ${party(to)}</p></td>
    <td>
      <p>Giao: ${shortTime(at, timeZone)}</p>
      <p>Nhận: ${takenAt === null ? blank : shortTime(takenAt, timeZone)}</p>
      ${doneAt === null ? null : html`<p>Xong: ${shortTime(doneAt, timeZone)}</p>`}
    </td>
    <td>${dueAt === null ? '' : shortTime(dueAt, timeZone)}</td>
    <td>${result === null ? '' : results[result]}</td>
    <td>${step === null ? null : html`<p>${step}</p>`}${note === null ? null : html`<p>${note}</p>`}</td>
  </tr>`;
}

function party({ unit, person }: Party): Child {
  const words = [unit, person].filter((each) => each !== null).join(' – ');
  return orBlank(words);
}
