/** What several papers have in common: the head of an official paper, lines with a label, blanks, signatures. */
import { type Child, html } from '#forms/plain/html.ts';
import { barCode, qrCode } from './codes.ts';
import { longDate } from './dates.ts';
import type { Applicant, Letterhead, Procedure } from './model.ts';

/** A dotted line where nothing is known, to be filled in by hand. */
export const blank = html`<span class="blank"></span>`;

/** What is known, or room to write it in. */
export function orBlank(text: string | null): Child {
  return text === null || text.trim() === '' ? blank : text;
}

/** National heading and whose paper it is (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 1–4). */
export function heading(head: Letterhead): Child {
  const { superior, agency, number, place, at, timeZone } = head;
  return html`<header class="paper-head">
    <div class="agency">
      ${superior === null ? null : html`<p>${capitals(superior)}</p>`}
      <p class="strong underlined">${capitals(agency)}</p>
      <p>Số: ${orBlank(number)}</p>
    </div>
    <div class="nation">
      <p class="strong">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>
      <p class="strong underlined">Độc lập - Tự do - Hạnh phúc</p>
      <p class="place">${place === null ? blank : `${place}, `}${longDate(at, timeZone)}</p>
    </div>
  </header>`;
}

/** Name of the paper, in capitals, and a line below it. */
export function title(words: string, below?: Child): Child {
  return html`<div class="paper-title"><h1>${words}</h1>${below === undefined ? null : html`<p>${below}</p>`}</div>`;
}

/** `Nhãn: giá trị` */
export function line(label: string, value: Child): Child {
  return html`<p class="line"><span>${label}:</span> ${value}</p>`;
}

/** Whose dossier it is and what about: the same lines on every slip. */
export function aboutDossier(applicant: Applicant, procedure: Procedure): Child {
  const { name, address, phone, email } = applicant;
  return html`
    ${line('Hồ sơ của', html`<strong>${orBlank(name)}</strong>`)}
    ${line('Địa chỉ', orBlank(address))}
    <p class="line"><span>Số điện thoại:</span> ${orBlank(phone)} <span>Email:</span> ${orBlank(email)}</p>
    ${line('Nội dung yêu cầu giải quyết', procedureName(procedure))}`;
}

/** With its national code, where it has one. */
export function procedureName({ name, code }: Procedure): string {
  return code === null ? name : `${name} (mã thủ tục ${code})`;
}

/** The code of the dossier for scanners, and the address where it is followed for telephones. */
export function codesOf(code: string, followUrl: string | null = null): Child {
  return html`<div class="codes">
    <figure>${barCode(code, `Mã vạch của mã hồ sơ ${code}`)}<figcaption>${code}</figcaption></figure>
    ${followUrl === null ? null : html`<figure>${qrCode(followUrl, `Mã QR: ${followUrl}`)}<figcaption>Quét để tra cứu</figcaption></figure>`}
  </div>`;
}

export interface Signature {
  readonly who: string;
  /** How to sign, in brackets. */
  readonly how: string;
  readonly name: string | null;
}

/** Who signs, side by side (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 7). */
export function signatures(all: readonly Signature[]): Child {
  return html`<div class="signatures">
    ${all.map(
      ({ who, how, name }) =>
        html`<div><p class="strong">${capitals(who)}</p><p class="how">(${how})</p><p class="signed strong">${name ?? ''}</p></div>`,
    )}
  </div>`;
}

/** Text of a person: paragraphs by line breaks, nothing interpreted. */
export function paragraphs(text: string | null): Child {
  const lines = (text ?? '').split(/\n+/).filter((each) => each.trim() !== '');
  return lines.length === 0 ? html`<p>${blank}</p>` : lines.map((each) => html`<p>${each}</p>`);
}

function capitals(words: string): string {
  return words.toLocaleUpperCase('vi');
}
