/** 01, after Mẫu số 01 of Thông tư 01/2018/TT-VPCP, which Thông tư 03/2025/TT-VPCP follows (docs/dossier-documents.md). */
import { type Child, html } from '#forms/plain/html.ts';
import { longTime } from './dates.ts';
import type { PaperLine, ReceiptSlip } from './model.ts';
import { aboutDossier, blank, codesOf, heading, line, orBlank, signatures, title } from './parts.ts';

const kinds = {
  original: 'Bản chính',
  certified: 'Bản sao chứng thực',
  copy: 'Bản sao',
  electronic: 'Bản điện tử',
} as const;

export function receiptSlip(slip: ReceiptSlip): Child {
  const { head, code, applicant, procedure, receivedAt, dueAt } = slip;
  const { timeZone } = head;
  return html`
    ${heading(head)}
    ${title('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ', html`Mã hồ sơ: <strong>${code}</strong>`)}
    ${codesOf(code, slip.followUrl)}
    ${line('Cơ quan tiếp nhận', head.agency)}
    ${aboutDossier(applicant, procedure)}
    <p class="line"><span>Thành phần hồ sơ nộp gồm:</span></p>
    ${papersTable(slip.papers)}
    ${line('Số lượng hồ sơ', slip.sets === null ? blank : `${String(slip.sets).padStart(2, '0')} (bộ)`)}
    ${line('Thời gian giải quyết hồ sơ theo quy định', orBlank(slip.processing))}
    ${line('Thời gian nhận hồ sơ', longTime(receivedAt, timeZone))}
    ${line('Thời gian trả kết quả giải quyết hồ sơ', html`<strong>${dueAt === null ? blank : longTime(dueAt, timeZone)}</strong>`)}
    ${line('Đăng ký nhận kết quả tại', orBlank(slip.resultPlace))}
    ${slip.fee === null ? null : line('Phí, lệ phí', slip.fee)}
    ${signatures([
      { who: 'Người nộp hồ sơ', how: 'Ký và ghi rõ họ tên', name: applicant.name },
      { who: 'Người tiếp nhận hồ sơ', how: 'Ký và ghi rõ họ tên', name: slip.receivedBy },
    ])}`;
}

function papersTable(papers: readonly PaperLine[]): Child {
  const rows = papers.length > 0 ? papers : [{ name: '', kind: null, count: null }];
  return html`<table>
    <thead><tr><th scope="col">TT</th><th scope="col">Tên giấy tờ</th><th scope="col">Hình thức</th><th scope="col">Số lượng</th></tr></thead>
    <tbody>
      ${rows.map(
        ({ name, kind, count }, index) => html`<tr>
          <td class="number">${papers.length === 0 ? '' : index + 1}</td>
          <td>${name}</td>
          <td>${kind === null ? '' : kinds[kind]}</td>
          <td class="number">${count ?? ''}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}
