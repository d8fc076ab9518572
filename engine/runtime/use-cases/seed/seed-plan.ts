/** Which of the sample reports the demo shows, how long ago they came in, and how far they got. */
import type { PartKind } from '#engine/cases/joint/part.ts';

export interface PlannedCase {
  /** Number of the sample in `feedback-samples.json`. */
  readonly sample: number;
  readonly hoursAgo: number;
  readonly goal: Goal;
  /** What the unit did, for cases that got so far. */
  readonly answer?: string;
  /** Another place than the sample’s. */
  readonly at?: { readonly lon: number; readonly lat: number; readonly address: string };
  /** Other words than the sample’s, by somebody else: a second report of a matter. */
  readonly text?: string;
  /** Of goal `merged`: the sample whose case it was merged into. */
  readonly into?: number;
  /** How many others said that it is theirs too. */
  readonly followers?: number;
  /** What the unit that handles it asks of others. */
  readonly asked?: readonly PlannedPart[];
}

export interface PlannedPart {
  readonly unit: string;
  readonly kind: PartKind;
  readonly required: boolean;
  readonly asked: string;
  /** Left out: it is still open. */
  readonly answer?: string;
}

/** In the order of the way; each goal includes those before it, except those that end or turn off early. */
export type Goal =
  | 'new'
  | 'rejected'
  | 'asked'
  | 'merged'
  | 'accepted'
  | 'handling'
  | 'handled'
  | 'approved'
  | 'published'
  | 'rated';

export const seedPlan: readonly PlannedCase[] = [
  {
    sample: 0,
    hoursAgo: 290,
    goal: 'rated',
    answer: 'Đã thay nắp hố ga mới bằng gang và kiểm tra các nắp còn lại trên cùng tuyến đường.',
  },
  {
    sample: 7,
    hoursAgo: 240,
    goal: 'rated',
    answer: 'Tổ trật tự đô thị đã nhắc nhở, thu dọn vật cản và sẽ kiểm tra lại mỗi tuần.',
  },
  {
    sample: 30,
    hoursAgo: 215,
    goal: 'rated',
    answer: 'Đã hướng dẫn lại thủ tục cho người dân và bổ sung bảng chỉ dẫn tại quầy tiếp nhận.',
  },
  {
    sample: 14,
    hoursAgo: 145,
    goal: 'published',
    answer: 'Công nhân cây xanh đã cắt tỉa cành gãy và gia cố gốc cây.',
  },
  {
    sample: 2,
    hoursAgo: 120,
    goal: 'published',
    answer: 'Đã thu gom toàn bộ rác tồn đọng, phun khử mùi và đặt biển cấm đổ rác.',
  },
  {
    sample: 21,
    hoursAgo: 98,
    goal: 'approved',
    answer: 'Đã thay dây dẫn và thiết bị hỏng, khu vực có điện ổn định trở lại.',
  },
  {
    sample: 4,
    hoursAgo: 74,
    goal: 'handled',
    answer: 'Đã thay bóng và kiểm tra đường dây của cả dãy đèn.',
  },
  {
    sample: 24,
    hoursAgo: 46,
    goal: 'handled',
    answer: 'Đã cùng nhà mạng treo lại cáp lên cột và cắt bỏ đoạn cáp hỏng.',
    at: { lon: 108.1655, lat: 10.9789, address: 'Hẻm 12 đường Trần Hưng Đạo' },
  },
  {
    sample: 36,
    hoursAgo: 28,
    goal: 'handling',
    asked: [
      {
        unit: '99016-CA',
        kind: 'work',
        required: true,
        asked: 'Đề nghị kiểm tra, nhắc nhở lái xe dừng đỗ trên vỉa hè tại vị trí camera và gửi biên bản.',
        answer: 'Đã nhắc nhở, lái xe đã di chuyển phương tiện; biên bản lưu tại Công an phường.',
      },
      {
        unit: 'SXD',
        kind: 'opinion',
        required: false,
        asked: 'Xin ý kiến về việc lắp cọc chống đỗ xe trên đoạn vỉa hè này.',
      },
    ],
  },
  { sample: 27, hoursAgo: 194, goal: 'handling', followers: 2 },
  {
    sample: 28,
    hoursAgo: 187,
    goal: 'merged',
    into: 27,
    at: { lon: 108.11541, lat: 10.98222, address: 'Ngã ba chợ, đường Nguyễn Huệ' },
  },
  { sample: 1, hoursAgo: 50, goal: 'handling' },
  { sample: 6, hoursAgo: 36, goal: 'handling' },
  { sample: 20, hoursAgo: 30, goal: 'accepted' },
  { sample: 29, hoursAgo: 26, goal: 'accepted' },
  { sample: 18, hoursAgo: 22, goal: 'accepted' },
  { sample: 22, hoursAgo: 70, goal: 'rejected' },
  { sample: 19, hoursAgo: 24, goal: 'asked' },
  { sample: 13, hoursAgo: 5, goal: 'new' },
  { sample: 26, hoursAgo: 2, goal: 'new' },
  { sample: 25, hoursAgo: 0.5, goal: 'new' },
  {
    sample: 1,
    hoursAgo: 0.4,
    goal: 'new',
    text: 'Ổ gà sâu ngay cầu Muối, trời mưa không thấy nên xe máy té. Nhờ dặm vá.',
    at: { lon: 108.11581, lat: 10.99155, address: 'Chân cầu Muối, đường Nguyễn Tri Phương' },
  },
];
