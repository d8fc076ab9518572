/**
 * 04 and 05. For 04 the words follow Mẫu số 04 of Thông tư 01/2018/TT-VPCP under the title of Thông tư 03/2025/TT-VPCP; 05
 * has no forerunner: title by the circular, words of our own (docs/dossier-documents.md).
 */
import { type Child, html } from '#forms/plain/html.ts';
import { longDate, longTime } from './dates.ts';
import type { ApologyLetter, Applicant, Letterhead, Signer, StopNotice } from './model.ts';
import { codesOf, heading, line, orBlank, paragraphs, procedureName, signatures, title } from './parts.ts';

/** 04: apology for a return date that is not kept, and the new one. */
export function apologyLetter(letter: ApologyLetter): Child {
  const { head, code, procedure, applicant, dueBefore, dueAfter } = letter;
  const { timeZone, agency } = head;
  // Asked for in time, or owned up to afterwards: the words differ.
  const late = dueBefore < head.at;
  return html`
    ${heading(head)}
    ${title('VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT', html`Mã hồ sơ: <strong>${code}</strong>`)}
    ${codesOf(code)}
    ${to(applicant)}
    <p>${capital(longDate(letter.receivedAt, timeZone))}, ${agency} tiếp nhận hồ sơ đề nghị giải quyết thủ tục ${procedureName(procedure)} của ông/bà, mã hồ sơ ${code}.</p>
    ${line('Thời gian hẹn trả kết quả giải quyết hồ sơ', longTime(dueBefore, timeZone))}
    <p>${
      late
        ? `Tuy nhiên, đến nay ${agency} chưa trả kết quả giải quyết hồ sơ của ông/bà đúng thời hạn ghi trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả.`
        : `Tuy nhiên, ${agency} chưa thể trả kết quả giải quyết hồ sơ của ông/bà đúng thời hạn ghi trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả.`
    }</p>
    <p class="line"><span>Lý do:</span></p>
    ${paragraphs(letter.reason)}
    <p>${late ? 'Sự chậm trễ này đã gây' : 'Việc chưa trả kết quả đúng hẹn gây'} phiền hà, tốn kém chi phí, công sức của ông/bà. ${agency} chân thành xin lỗi ông/bà, đề nghị gia hạn thời gian giải quyết và sẽ trả kết quả vào <strong>${longTime(dueAfter, timeZone)}</strong>.</p>
    <p>Mong nhận được sự thông cảm của ông/bà vì sự chậm trễ này./.</p>
    ${foot(head, letter.signer)}`;
}

/** 05: that a dossier is not dealt with any further. */
export function stopNotice(notice: StopNotice): Child {
  const { head, code, procedure, applicant, receivedAt } = notice;
  const since = receivedAt === null ? '' : `, tiếp nhận ${longDate(receivedAt, head.timeZone)}`;
  const why = notice.onRequest ? 'theo đề nghị của ông/bà' : 'theo quy định';
  return html`
    ${heading(head)}
    ${title('THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ', html`Mã hồ sơ: <strong>${code}</strong>`)}
    ${codesOf(code)}
    ${to(applicant)}
    <p>${head.agency} thông báo dừng giải quyết ${why} đối với hồ sơ của ông/bà về thủ tục ${procedureName(procedure)}, mã hồ sơ ${code}${since}.</p>
    <p class="line"><span>Lý do:</span></p>
    ${paragraphs(notice.reason)}
    ${notice.legalBasis === null ? null : line('Căn cứ', notice.legalBasis)}
    <p>Đề nghị ông/bà liên hệ nơi tiếp nhận hồ sơ để nhận lại giấy tờ đã nộp (nếu có)./.</p>
    ${foot(head, notice.signer)}`;
}

function to({ name, address }: Applicant): Child {
  return html`<p class="to"><strong>Kính gửi:</strong> ${orBlank(name)}</p>${address === null ? null : html`<p class="to">Địa chỉ: ${address}</p>`}`;
}

/** Who gets it, and who signs. */
function foot({ agency }: Letterhead, { position, name }: Signer): Child {
  return html`<div class="letter-foot">
    <div class="copies"><p><strong>Nơi nhận:</strong></p><p>- Như trên;</p><p>- ${agency};</p><p>- Lưu: VT.</p></div>
    ${signatures([{ who: position ?? 'Thủ trưởng cơ quan, đơn vị', how: 'Ký số hoặc ký tên, đóng dấu', name }])}
  </div>`;
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);
}
