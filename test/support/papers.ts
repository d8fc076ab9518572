/** Papers of dossiers as tests want them: rich ones with everything, poor ones with next to nothing. */
import type {
  Applicant,
  ControlSheet,
  DossierDocument,
  HandOver,
  Letterhead,
  Register,
  RegisterLine,
} from '#engine/documents/model.ts';

/** 09:05 in the city. */
export const morning = Date.UTC(2026, 1, 5, 2, 5);
const dayMs = 86_400_000;

const head: Letterhead = {
  superior: 'Ủy ban nhân dân phường Cửa Lấp',
  agency: 'Trung tâm Phục vụ hành chính công phường Cửa Lấp',
  number: '12/TTPVHCC',
  place: 'Cửa Lấp',
  at: morning,
  timeZone: 'Asia/Ho_Chi_Minh',
};
const bare: Letterhead = { ...head, superior: null, number: null, place: null };
const applicant: Applicant = {
  name: 'Nguyễn Thị Bưởi',
  address: '12 Nguyễn Trãi, phường Cửa Lấp',
  phone: '0903 000 001',
  email: 'buoi@example.com',
};
const nobody: Applicant = { name: null, address: null, phone: null, email: null };
const procedure = { code: '2.000635', name: 'Cấp bản sao trích lục hộ tịch' };
const unnamed = { code: null, name: 'Cấp bản sao trích lục hộ tịch' };
const code = 'H99.01.2-260205-0003';
const rich = { head, code, applicant, procedure };
const poor = { head: bare, code, applicant: nobody, procedure: unnamed };
const signer = { position: 'Chủ tịch', name: 'Trần Văn Sấu' };
const noSigner = { position: null, name: null };

/** Every form but the register, with everything that it can say. */
export const richPapers: readonly DossierDocument[] = [
  {
    form: '01',
    ...rich,
    followUrl: `https://tuongtac.lamhai.example/follow?code=${code}`,
    papers: [
      { name: 'Tờ khai cấp bản sao trích lục', kind: 'electronic', count: 1 },
      { name: 'Giấy khai sinh', kind: 'certified', count: 2 },
      { name: 'Giấy ủy quyền', kind: 'original', count: 1 },
    ],
    sets: 1,
    processing: 'Trong ngày làm việc',
    receivedAt: morning,
    dueAt: morning + 8 * 3_600_000,
    resultPlace: 'Trung tâm Phục vụ hành chính công phường Cửa Lấp',
    fee: '8.000 ₫',
    receivedBy: 'Lê Thị Mận',
  },
  {
    form: '02',
    ...rich,
    items: ['Giấy ủy quyền: chưa có chứng thực', 'Giấy khai sinh: bản chụp mờ, không đọc được số'],
    reason: 'Giấy tờ chưa đủ để xác định người yêu cầu.',
    within: '10 ngày làm việc',
    contact: 'bà Lê Thị Mận, số điện thoại 1022',
    askedBy: 'Lê Thị Mận',
  },
  {
    form: '03',
    ...rich,
    reason: 'Không thuộc thẩm quyền giải quyết.\nÔng/bà nộp hồ sơ tại phường Rạch Bến.',
    legalBasis: 'Điều 63 Luật Hộ tịch',
    refusedBy: 'Lê Thị Mận',
  },
  {
    form: '04',
    ...rich,
    receivedAt: morning - 3 * dayMs,
    dueBefore: morning + dayMs,
    dueAfter: morning + 4 * dayMs,
    reason: 'Phải chờ cơ quan khác xác minh.',
    signer,
  },
  {
    form: '05',
    ...rich,
    receivedAt: morning - 3 * dayMs,
    onRequest: true,
    reason: 'Ông/bà không còn nhu cầu.',
    legalBasis: 'Nghị định 118/2025/NĐ-CP',
    signer,
  },
  {
    form: '06',
    ...rich,
    lead: 'Phòng Văn hóa – Xã hội phường Cửa Lấp',
    coUnits: ['Công an phường Cửa Lấp'],
    receivedAt: morning,
    dueAt: morning + 8 * 3_600_000,
    doneAt: morning + 7 * 3_600_000,
    lines: handOvers(3),
  },
];

export const poorPapers: readonly DossierDocument[] = [
  {
    form: '01',
    ...poor,
    followUrl: null,
    papers: [],
    sets: null,
    processing: null,
    receivedAt: morning,
    dueAt: null,
    resultPlace: null,
    fee: null,
    receivedBy: null,
  },
  { form: '02', ...poor, items: [], reason: null, within: null, contact: null, askedBy: null },
  { form: '03', ...poor, reason: null, legalBasis: null, refusedBy: null },
  {
    form: '04',
    ...poor,
    receivedAt: morning - 3 * dayMs,
    dueBefore: morning - dayMs,
    dueAfter: morning + dayMs,
    reason: null,
    signer: noSigner,
  },
  { form: '05', ...poor, receivedAt: null, onRequest: false, reason: null, legalBasis: null, signer: noSigner },
  { form: '06', ...poor, lead: null, coUnits: [], receivedAt: morning, dueAt: null, doneAt: null, lines: [] },
];

export function handOvers(count: number): readonly HandOver[] {
  const results = ['early', 'late', 'onTime', 'running', 'overdue', null] as const;
  return Array.from({ length: count }, (_, index): HandOver => {
    const at = morning + index * 3_600_000;
    return {
      from: { unit: index === 0 ? null : 'Trung tâm Phục vụ hành chính công', person: 'Lê Thị Mận' },
      to: { unit: 'Phòng Văn hóa – Xã hội phường Cửa Lấp', person: index % 2 === 0 ? 'Phạm Văn Ổi' : null },
      at,
      takenAt: index % 2 === 0 ? at + 600_000 : null,
      step: `Bước ${index + 1}: Thẩm định`,
      dueAt: at + 3 * 3_600_000,
      doneAt: index % 3 === 2 ? null : at + 2 * 3_600_000,
      result: results[index % results.length] ?? null,
      note: index === 1 ? 'Hồ sơ dày' : null,
    };
  });
}

export const controlSheetOf = (count: number): ControlSheet => ({
  ...(richPapers.find((paper) => paper.form === '06') as ControlSheet),
  lines: handOvers(count),
});

export const register: Register = {
  form: '07',
  head,
  from: '2026-02-01',
  to: '2026-02-28',
  narrowed: ['Thủ tục: Cấp bản sao trích lục hộ tịch'],
};

export function registerLines(count: number, applicantName = 'Nguyễn Thị Bưởi'): readonly RegisterLine[] {
  return Array.from({ length: count }, (_, index): RegisterLine => {
    const isDone = index % 2 === 0;
    return {
      code: `H99.01.2-260205-${String(index + 1).padStart(4, '0')}`,
      procedure: procedure.name,
      sets: 1,
      applicant: applicantName,
      contact: '12 Nguyễn Trãi; 0903 000 001',
      unit: 'Phòng Văn hóa – Xã hội phường Cửa Lấp',
      receivedAt: morning,
      dueAt: isDone ? morning + dayMs : null,
      forwardedAt: isDone ? morning : null,
      resultAt: isDone ? morning + dayMs : null,
      handedOverAt: isDone ? morning + dayMs : null,
      method: isDone ? 'counter' : null,
      standing: isDone ? 'handedOver' : 'processing',
      late: index % 4 === 3,
    };
  });
}
