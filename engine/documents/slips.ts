/** 02 and 03, after Mẫu số 02 and 03 of Thông tư 01/2018/TT-VPCP (docs/dossier-documents.md). */
import { type Child, html } from '#forms/plain/html.ts';
import type { RefusalSlip, SupplementSlip } from './model.ts';
import { aboutDossier, codesOf, heading, line, orBlank, paragraphs, signatures, title } from './parts.ts';

/** 02: what is missing, why, and until when. */
export function supplementSlip(slip: SupplementSlip): Child {
  const { head, code, applicant, procedure, items, within } = slip;
  const wanted = items.length > 0 ? items : [''];
  return html`
    ${heading(head)}
    ${title('PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ', html`Mã hồ sơ: <strong>${code}</strong>`)}
    ${codesOf(code)}
    ${aboutDossier(applicant, procedure)}
    <p>Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:</p>
    <ol class="items">${wanted.map((item) => html`<li>${orBlank(item)}</li>`)}</ol>
    <p class="line"><span>Lý do:</span></p>
    ${paragraphs(slip.reason)}
    ${within === null ? null : line('Thời hạn bổ sung', `${within}, kể từ ngày lập phiếu này`)}
    <p>Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, đề nghị ông/bà liên hệ với ${orBlank(slip.contact)} để được hướng dẫn./.</p>
    ${signatures([{ who: 'Người hướng dẫn', how: 'Ký và ghi rõ họ tên', name: slip.askedBy }])}`;
}

/** 03: that a dossier is not received, and why. */
export function refusalSlip(slip: RefusalSlip): Child {
  const { head, code, applicant, procedure } = slip;
  return html`
    ${heading(head)}
    ${title('PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ', html`Mã hồ sơ: <strong>${code}</strong>`)}
    ${codesOf(code)}
    ${line('Cơ quan tiếp nhận', head.agency)}
    ${aboutDossier(applicant, procedure)}
    <p>Qua xem xét, ${head.agency} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:</p>
    ${paragraphs(slip.reason)}
    ${slip.legalBasis === null ? null : line('Căn cứ', slip.legalBasis)}
    <p>Xin thông báo để ông/bà được biết và thực hiện./.</p>
    ${signatures([
      { who: 'Người nộp hồ sơ', how: 'Ký và ghi rõ họ tên', name: applicant.name },
      { who: 'Người tiếp nhận hồ sơ', how: 'Ký và ghi rõ họ tên', name: slip.refusedBy },
    ])}`;
}
