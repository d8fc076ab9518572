import type { Localised } from '../application/common.ts';
import { retentionErrors } from '../erasure/refusals.ts';
import { accountErrors } from './accounts/refusals.ts';
import { handingErrors } from './assignment/refusals.ts';
import { citizenErrors } from './citizens/refusals.ts';
import { confidentialityErrors } from './confidentiality/refusals.ts';
import { dossierErrors } from './dossiers/refusals.ts';
import { duplicateErrors } from './duplicates/refusals.ts';
import { partErrors } from './parts/refusals.ts';
import { publicationErrors } from './publications/refusals.ts';
import { relayErrors } from './relay/refusals.ts';
import { revealErrors } from './reveals/refusals.ts';
import { draftErrors } from './services/refusals.ts';

/** Every refusal that a use case throws: code, HTTP status, words, and who must act. */
export const useCaseErrors = {
  ...accountErrors,
  ...handingErrors,
  ...partErrors,
  ...duplicateErrors,
  ...dossierErrors,
  ...citizenErrors,
  ...publicationErrors,
  ...relayErrors,
  ...revealErrors,
  ...draftErrors,
  ...confidentialityErrors,
  ...retentionErrors,
  NOT_FOUND: {
    status: 404,
    who: 'caller',
    message: {
      vi: 'Không tìm thấy, hoặc ông/bà không có quyền xem nội dung này.',
      en: 'Not found, or not yours to see.',
    },
  },
  FILE_BEING_CHECKED: {
    status: 503,
    who: 'caller',
    message: {
      vi: 'Ảnh đang được kiểm tra mã độc. Hãy tải lại trang sau ít phút.',
      en: 'The photo is being looked at for viruses. Load the page again in a moment.',
    },
  },
  INVALID_FIELDS: {
    status: 422,
    who: 'caller',
    message: { vi: 'Một số mục chưa đúng. Xem ghi chú ở từng mục.', en: 'Some fields need attention. See each field.' },
  },
  FORBIDDEN: {
    status: 403,
    who: 'administrator',
    message: { vi: 'Tài khoản của ông/bà không được làm việc này.', en: 'Your account may not do this.' },
  },
  DOCUMENT_ALTERED: {
    status: 500,
    who: 'operator',
    message: {
      vi: 'Giấy {number} đang lưu không còn giống lúc phát hành. Báo người vận hành hệ thống kiểm tra nhật ký.',
      en: 'Paper {number} is not what was issued any more. Tell whoever runs the system to check the audit.',
    },
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Khoá Idempotency-Key này đã dùng cho một nội dung khác.',
      en: 'This Idempotency-Key was used for something else.',
    },
  },
  TASK_CHANGED: {
    status: 409,
    who: 'caller',
    message: {
      vi: '{by} đã xử lý bước này lúc {at}. Tải lại trang để xem.',
      en: '{by} handled this step at {at}. Reload the page to see it.',
    },
  },
  ANSWER_CLOSED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Ông/bà đã trả lời, hoặc đã hết thời hạn trả lời.',
      en: 'You have answered already, or the time to answer is over.',
    },
  },
  TASK_TAKEN: {
    status: 409,
    who: 'caller',
    message: { vi: '{by} đang giữ việc này.', en: '{by} has this task.' },
  },
  TASK_SENT_BACK: {
    status: 409,
    who: 'caller',
    message: {
      vi: '{by} đã trả lại hoặc thu hồi hồ sơ lúc {at}, nên bước này đã đóng.',
      en: '{by} sent the case back or recalled it at {at}, so this step is closed.',
    },
  },
  NO_WAY_BACK: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Hồ sơ đã thay đổi nên không còn trả về bước này được. Tải lại trang để xem các bước có thể trả về.',
      en: 'The case has changed, so that it cannot go back to this step any more. Reload the page to see where it can.',
    },
  },
  RECALL_GONE_ON: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Không thu hồi được: bước “{step}” đã có người nhận hoặc đã xong ({by}). Hãy liên hệ để được trả lại.',
      en: 'It cannot be recalled: the step “{step}” has been taken up or completed ({by}). Ask them to send it back.',
    },
  },
  RECALL_GONE_OUT: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Không thu hồi được: “{step}” đã thực hiện và không hoàn tác được.',
      en: 'It cannot be recalled: “{step}” is done and cannot be undone.',
    },
  },
  RECALL_NOT_POSSIBLE: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Không thu hồi được bước này: quy trình không cho phép, hồ sơ đã kết thúc, hoặc bước đã được mở lại.',
      en: 'This step cannot be recalled: the process does not allow it, the case is over, or it was opened again already.',
    },
  },
  DRAFT_CHANGED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Bản nháp đã được {by} sửa. Tải lại trước khi lưu tiếp.',
      en: 'The draft was changed by {by}. Reload before you save again.',
    },
  },
  SERVICE_HAS_PROBLEMS: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Còn {count} lỗi cần sửa trước khi phát hành.',
      en: '{count} problems must be mended before publishing.',
    },
  },
  SERVICE_EXISTS: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Đã có dịch vụ {key}. Hãy đặt mã khác cho dịch vụ mới.',
      en: 'There is a service {key} already. Give the new one another code.',
    },
  },
  SERVICE_ON_HOLD: {
    status: 503,
    who: 'administrator',
    message: {
      vi: 'Dịch vụ này đang tạm dừng tiếp nhận. Vui lòng quay lại sau.',
      en: 'This service takes nothing new for the moment. Please come back later.',
    },
  },
  NOTHING_TO_RETRY: {
    status: 409,
    who: 'caller',
    message: { vi: 'Hồ sơ không có sự cố nào đang mở.', en: 'The instance has no open incident.' },
  },
  MIGRATION_UNSOUND: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Chuyển sang phiên bản này thì hồ sơ có thể không kết thúc được.',
      en: 'Under this version the instance might never end.',
    },
  },
  NOT_PROVED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Đã làm. Chưa chứng minh hết được rằng hồ sơ sẽ kết thúc: có quá nhiều khả năng để xét.',
      en: 'Done. Whether the instance can end is not proved to the last: there is too much to look at.',
    },
  },
  MOVED_SINCE: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Hồ sơ đã chạy tiếp sau khi chuyển phiên bản, nên không lùi lại được.',
      en: 'The instance has gone on since it was migrated, so this cannot be taken back.',
    },
  },
  MIGRATION_ONE_WAY: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Hai bước cũ đã gộp thành một bước, nên không lùi lại được.',
      en: 'Two elements have become one, so the migration cannot be taken back.',
    },
  },
  BATCH_EMPTY: {
    status: 422,
    who: 'caller',
    message: { vi: 'Không có hồ sơ nào được chọn.', en: 'No instance is selected.' },
  },
  BATCH_TOO_LARGE: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Một lô có tối đa {max} hồ sơ. Hãy lọc hẹp lại.',
      en: 'A batch holds at most {max} instances. Narrow the selection.',
    },
  },
  BATCH_STATE: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Lô này đang ở trạng thái khác. Tải lại trang để xem.',
      en: 'The batch is in another state by now. Reload the page.',
    },
  },
  BATCH_NOT_UNDOABLE: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Lô này không hoàn tác được, hoặc đã hoàn tác.',
      en: 'This batch cannot be undone, or has been undone already.',
    },
  },
  STUCK_AFTER_MIGRATION: {
    status: 409,
    who: 'caller',
    message: { vi: 'Hồ sơ sẽ kẹt mãi ở đây.', en: 'The instance would be stuck here for ever.' },
  },
  ENDLESS_AFTER_MIGRATION: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Từ đây hồ sơ đi vòng hoặc chồng chất việc mãi.',
      en: 'From here the instance would go round, or pile up work, for ever.',
    },
  },
  CITY_CHANGED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Phần này vừa được {by} sửa lúc {at}. Tải lại trang rồi sửa tiếp.',
      en: 'This part was changed by {by} at {at}. Reload the page and change it again.',
    },
  },
  CITY_HAS_FAULTS: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Chưa lưu: có {count} chỗ chưa đúng.',
      en: 'Not saved: {count} things are wrong.',
    },
  },
  CITY_FAULT: { status: 422, who: 'caller', message: { vi: '{why}', en: '{why}' } },
  UNIT_EXISTS: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Đã có đơn vị mang mã này. Hãy chọn mã khác.',
      en: 'There is a unit with this code. Choose another.',
    },
  },
  UNIT_IN_USE: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Chưa đóng được đơn vị: còn {cases} hồ sơ đang xử lý, {tasks} việc đang chờ, {people} vị trí nhân sự và {uses} nơi tham chiếu tới đơn vị này. Hãy lập phương án sắp xếp để chuyển sang đơn vị khác.',
      en: 'The unit cannot be closed yet: {cases} open cases, {tasks} waiting tasks, {people} posts and {uses} references lead to it. Plan a reorganisation that moves them to another unit.',
    },
  },
  NOT_A_DATE: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'phải là một ngày có thật, dạng năm-tháng-ngày',
      en: 'must be a date that exists, as year-month-day',
    },
  },
  DATE_IN_PAST: {
    status: 422,
    who: 'caller',
    message: { vi: 'không được trước hôm nay ({today})', en: 'must not be before today ({today})' },
  },
  NO_SERVICE: {
    status: 503,
    who: 'administrator',
    message: {
      vi: 'Dịch vụ tiếp nhận phản ánh chưa mở. Gọi 1022 nếu cần gấp.',
      en: 'Reports cannot be taken yet. Call 1022 if it is urgent.',
    },
  },
  TOO_MANY_PHOTOS: {
    status: 422,
    who: 'caller',
    message: { vi: 'Chỉ gửi được tối đa {max} ảnh.', en: 'At most {max} photos can be sent.' },
  },
  TOO_MANY_ATTEMPTS: {
    status: 429,
    who: 'caller',
    message: {
      vi: 'Ông/bà đã thử quá nhiều lần. Thử lại sau {seconds} giây.',
      en: 'Too many attempts. Try again in {seconds} seconds.',
    },
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    who: 'caller',
    message: {
      vi: 'Ông/bà gửi yêu cầu quá nhanh. Thử lại sau {seconds} giây.',
      en: 'Too many requests. Try again in {seconds} seconds.',
    },
  },
} as const satisfies Record<string, UseCaseError>;

export interface UseCaseError {
  readonly status: number;
  readonly who: 'caller' | 'administrator' | 'operator';
  readonly message: Localised;
}
