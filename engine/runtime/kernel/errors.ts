import { coreErrors } from '#engine/core/errors.ts';
import type { Rejection } from '#engine/core/rejection.ts';
import { Refusal } from '../refusal.ts';

const migrationReason = (vi: string, en: string) => ({ status: 409, who: 'caller' as const, message: { vi, en } });

/** Every code of the shell around the core: HTTP status, words, and who must act. */
export const kernelErrors = {
  INSTANCE_NOT_FOUND: {
    status: 404,
    who: 'caller',
    message: { vi: 'Không tìm thấy hồ sơ quy trình này.', en: 'There is no such process instance.' },
  },
  SERVICE_VERSION_NOT_FOUND: {
    status: 404,
    who: 'caller',
    message: { vi: 'Không tìm thấy phiên bản dịch vụ này.', en: 'There is no such version of a service.' },
  },
  INCIDENT_NOT_FOUND: {
    status: 404,
    who: 'caller',
    message: { vi: 'Không tìm thấy sự cố này.', en: 'There is no such incident.' },
  },
  INCIDENT_CLOSED: {
    status: 409,
    who: 'caller',
    message: { vi: 'Sự cố này đã được xử lý.', en: 'This incident is closed already.' },
  },
  LEASE_LOST: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Tác vụ này đã được giao cho bên khác vì quá hạn giữ.',
      en: 'The lease on this job ran out and another worker may have it.',
    },
  },
  INSTALLATION_HELD: {
    status: 503,
    who: 'operator',
    message: {
      vi: 'Hệ thống vừa được khôi phục từ bản sao lưu, chưa giao việc. Vui lòng thử lại sau khi người vận hành cho chạy tiếp.',
      en: 'The installation was restored from a backup and hands out no jobs until an operator releases it.',
    },
  },
  MIGRATION_NOT_POSSIBLE: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Hồ sơ không chuyển sang phiên bản này được: {count} bước không có chỗ tương ứng.',
      en: 'The instance cannot go on under this version: {count} elements have no counterpart.',
    },
  },
  NOT_THERE: migrationReason('Phiên bản mới không có bước này.', 'The new version has no such element.'),
  OTHER_TYPE: migrationReason('Bước tương ứng là loại khác.', 'Its counterpart is of another type.'),
  OTHER_SCOPE: migrationReason('Bước tương ứng nằm trong khối khác.', 'Its counterpart lies in another sub-process.'),
  OTHER_LOOP: migrationReason('Bước tương ứng lặp theo cách khác.', 'Its counterpart is repeated in another way.'),
  OTHER_TRIGGER: migrationReason('Bước tương ứng chờ điều khác.', 'Its counterpart waits for something else.'),
  OTHER_FLOWS: migrationReason(
    'Nhánh đã đến cổng này không còn trong phiên bản mới.',
    'A branch that has come to this gateway is not there in the new version.',
  ),
  NO_HANDLER: migrationReason(
    'Việc đã làm còn có thể phải bù hoàn, mà phiên bản mới không có bước bù hoàn.',
    'It can still be undone, and the new version has no handler for that.',
  ),
  NOT_ARMED: migrationReason(
    'Sự kiện mới của bước này không đặt được với dữ liệu của hồ sơ.',
    'Its new event cannot be set with the data of the instance.',
  ),
  MIGRATION_SAME_VERSION: {
    status: 409,
    who: 'caller',
    message: { vi: 'Hồ sơ đã ở phiên bản này.', en: 'The instance is on this version already.' },
  },
  TIMER_FAILED: {
    status: 500,
    who: 'administrator',
    message: { vi: 'Hẹn giờ không chạy được: {reason}.', en: 'A timer could not be fired: {reason}.' },
  },
  REPLAY_DIFFERS: {
    status: 500,
    who: 'administrator',
    message: {
      vi: 'Trạng thái đã lưu không khớp với nhật ký tại "{path}". Chạy: wardflow replay --instance {instance}.',
      en: 'What is saved is not what the journal says at "{path}". Run: wardflow replay --instance {instance}.',
    },
  },
  DELIVERY_FAILED: {
    status: 500,
    who: 'administrator',
    message: {
      vi: 'Không chuyển được thông điệp tới quy trình khác: {reason}.',
      en: 'What this process said to another could not be delivered: {reason}.',
    },
  },
} as const;

export function kernelRefusal(code: keyof typeof kernelErrors): Refusal {
  return new Refusal(code, kernelErrors[code].status);
}

/** The core's rejection of a command, as the caller of the application meets it. */
export function refusalOf(rejection: Rejection): Refusal {
  return new Refusal(rejection.code, coreErrors[rejection.code].status, rejection.params);
}
