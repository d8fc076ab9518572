/** Every code of this room: HTTP status where it can reach a caller, words, and who must act. */
export const storeErrors = {
  STORE_CONTENDED: {
    status: 503,
    who: 'caller',
    message: {
      vi: 'Nhiều người đang cùng xử lý nội dung này. Hãy thử lại sau giây lát.',
      en: 'Too many people are working on this at the same time. Try again in a moment.',
    },
  },
  STORAGE_FULL: {
    status: 507,
    who: 'operator',
    message: {
      vi: 'Hệ thống đã hết chỗ lưu trữ nên chưa ghi nhận được. Chưa có gì được lưu; hãy thử lại sau.',
      en: 'The system has no room left, so this could not be saved. Nothing of it was; try again later.',
    },
  },
  STORAGE_READ_ONLY: {
    status: 503,
    who: 'operator',
    message: {
      vi: 'Hệ thống tạm thời chỉ cho xem. Chưa có gì được lưu; hãy thử lại sau.',
      en: 'For now the system can only be read. Nothing was saved; try again later.',
    },
  },
  DATABASE_BUSY: {
    status: 503,
    who: 'operator',
    message: {
      vi: 'Hệ thống đang quá tải. Chưa có gì được lưu; hãy thử lại sau vài giây.',
      en: 'The system is overloaded. Nothing was saved; try again in a few seconds.',
    },
  },
  DATABASE_AWAY: {
    status: 503,
    who: 'operator',
    message: {
      vi: 'Cơ sở dữ liệu tạm thời không trả lời. Hãy thử lại sau giây lát.',
      en: 'The database does not answer at the moment. Try again shortly.',
    },
  },
  STORE_IN_DOUBT: {
    status: 503,
    who: 'caller',
    message: {
      vi: 'Kết nối với cơ sở dữ liệu bị mất đúng lúc lưu, chưa rõ đã lưu được hay chưa. Hãy gửi lại: nội dung đã lưu sẽ không bị lưu hai lần.',
      en: 'The database was lost just while this was being saved, and it is not known whether it was. Send it again: what was saved is not saved twice.',
    },
  },
  DATABASE_IN_USE: {
    status: 500,
    who: 'operator',
    message: {
      vi: 'Cơ sở dữ liệu {database} đang được tiến trình {pid} sử dụng. Hãy dừng tiến trình đó, hoặc dùng MySQL/MariaDB để chạy nhiều tiến trình.',
      en: 'Process {pid} is using the database {database}. Stop it first, or use MySQL/MariaDB to run several processes.',
    },
  },
  DATABASE_TLS_INVALID: {
    status: 503,
    who: 'operator',
    message: {
      vi: 'Các tham số tls của DATABASE_URL chưa đúng: tệp phải đọc được, tls-cert và tls-key đi cùng nhau, và máy chủ ghi bằng địa chỉ (hoặc nhiều máy chủ) cần tls-name.',
      en: 'What DATABASE_URL says of tls is not right: its files must be readable, tls-cert and tls-key come together, and a server given by its address (or several) needs tls-name.',
    },
  },
  DATABASE_URL_INVALID: {
    status: 500,
    who: 'operator',
    message: {
      vi: 'DATABASE_URL phải có dạng sqlite:đường/dẫn hoặc mysql://tài-khoản:mật-khẩu@máy:cổng/tên.',
      en: 'DATABASE_URL must be sqlite:path or mysql://user:password@host:port/name.',
    },
  },
  DATABASE_NOT_DURABLE: {
    status: 500,
    who: 'operator',
    message: {
      vi: 'Máy chủ cơ sở dữ liệu có innodb_flush_log_at_trx_commit = {value}: mất điện là mất dữ liệu đã ghi. Hãy đặt thành 1.',
      en: 'The database server has innodb_flush_log_at_trx_commit = {value}: a power cut would lose what was saved. Set it to 1.',
    },
  },
} as const;

export type StoreErrorCode = keyof typeof storeErrors;
