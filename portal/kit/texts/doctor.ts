/** What `wardflow doctor` says: for each finding the sentence and, where something is to be done, what. */
import type { Localised } from '#engine/runtime/application/common.ts';

export const doctorTexts = {
  settings: { vi: 'Thiết lập hợp lệ', en: 'The settings are right' },
  dataDirBad: {
    vi: 'Không ghi được thư mục {dir}: hãy tạo thư mục và cấp quyền ghi',
    en: 'The folder {dir} cannot be written: make it and give this user the right to write',
  },
  keyOpen: {
    vi: 'Người khác đọc được {dir}/secret.key: chạy chmod 600',
    en: 'Others may read {dir}/secret.key: run chmod 600 on it',
  },
  dataDir: { vi: 'Thư mục dữ liệu {dir} ghi được', en: 'The data folder {dir} can be written' },
  disk: { vi: 'Đĩa còn trống {free} MiB', en: '{free} MiB are free on the disk' },
  diskLow: {
    vi: 'Đĩa chỉ còn {free} MiB: hãy dọn hoặc mở rộng',
    en: 'Only {free} MiB are free on the disk: make room or enlarge it',
  },
  lineEncrypted: {
    vi: 'Đường truyền đến cơ sở dữ liệu được mã hoá ({cipher})',
    en: 'The line to the database is encrypted ({cipher})',
  },
  lineOpen: {
    vi: 'Đường truyền đến cơ sở dữ liệu không mã hoá; nếu ở máy khác, hãy đặt tls trong DATABASE_URL',
    en: 'The line to the database is not encrypted; where it is on another machine, set tls in DATABASE_URL',
  },
  database: { vi: 'Cơ sở dữ liệu trả lời ({kind})', en: 'The database answers ({kind})' },
  databaseBad: {
    vi: 'Không mở được cơ sở dữ liệu ({reason}): kiểm tra DATABASE_URL và máy chủ',
    en: 'The database cannot be opened ({reason}): check DATABASE_URL and the server',
  },
  durable: { vi: 'Mỗi lần ghi đều xuống đĩa', en: 'Every commit reaches the disk' },
  notDurable: {
    vi: 'innodb_flush_log_at_trx_commit = {value}: mất điện là mất dữ liệu, hãy đặt thành 1',
    en: 'innodb_flush_log_at_trx_commit = {value}: a power cut loses data, set it to 1',
  },
  charset: { vi: 'Bảng mã {value}', en: 'The character set is {value}' },
  charsetBad: {
    vi: 'Bảng mã {value}: tạo cơ sở dữ liệu với character set utf8mb4',
    en: 'The character set is {value}: make the database with character set utf8mb4',
  },
  clock: { vi: 'Đồng hồ lệch với máy chủ cơ sở dữ liệu {ms} ms', en: 'The clock is {ms} ms off the database server’s' },
  clockBad: {
    vi: 'Đồng hồ lệch với máy chủ cơ sở dữ liệu {ms} ms: bật đồng bộ thời gian (NTP)',
    en: 'The clock is {ms} ms off the database server’s: switch on NTP on both',
  },
  galera: { vi: 'Cụm Galera: {value}', en: 'Galera cluster: {value}' },
  galeraBad: {
    vi: 'Nút Galera này không phục vụ ({value}): kết nối tới nút khác hoặc khôi phục cụm',
    en: 'This Galera node does not serve ({value}): use another one or recover the cluster',
  },
  schema: { vi: 'Lược đồ mới nhất ({number})', en: 'The schema is up to date ({number})' },
  schemaNone: { vi: 'Chưa có lược đồ: chạy wardflow migrate', en: 'There is no schema yet: run wardflow migrate' },
  schemaOld: {
    vi: 'Thiếu {count} bước nâng cấp: chạy wardflow migrate',
    en: '{count} migrations are missing: run wardflow migrate',
  },
  schemaNew: {
    vi: 'Cơ sở dữ liệu do phiên bản mới hơn ghi: hãy dùng phiên bản đó',
    en: 'A newer Wardflow has written this database: use that one',
  },
  schemaHalf: {
    vi: 'Khôi phục dang dở: xoá cơ sở dữ liệu và khôi phục lại',
    en: 'It is half restored: drop the database and restore it again',
  },
  held: {
    vi: 'Sau khôi phục: {timers} hẹn giờ quá hạn và {notices} thông báo đang chờ; chạy wardflow release',
    en: 'After a restore {timers} overdue timers and {notices} notices are held: run wardflow release',
  },
  keyWrong: {
    vi: 'SECRET_KEY không mở được dữ liệu cá nhân của {count} hồ sơ: dùng khoá của hệ thống đã sao lưu',
    en: 'SECRET_KEY does not open the personal data of {count} cases: use the key of the installation that wrote them',
  },
  keyFormer: {
    vi: 'Dữ liệu cá nhân của {count} hồ sơ còn niêm phong bằng khoá cũ: chạy wardflow rotate-key',
    en: 'The personal data of {count} cases is still sealed under a former key: run wardflow rotate-key',
  },
  keyNotNeeded: {
    vi: 'SECRET_KEY mở được mọi dữ liệu cá nhân; khoá cũ không còn cần: bỏ SECRET_KEY_OTHERS',
    en: 'SECRET_KEY opens all personal data; other keys are not needed any more: take SECRET_KEY_OTHERS away',
  },
  key: { vi: 'SECRET_KEY mở được dữ liệu cá nhân', en: 'SECRET_KEY opens the personal data' },
  noWorker: {
    vi: 'Không có tiến trình xử lý nào trong {minutes} phút qua: chạy wardflow start hoặc wardflow worker',
    en: 'No worker has lived for {minutes} minutes: run wardflow start or wardflow worker',
  },
  worker: { vi: 'Tiến trình xử lý đang chạy', en: 'A worker lives' },
  dutyFails: {
    vi: 'Việc nền {name} lỗi {faults} lần liên tiếp ({fault}): xem nhật ký',
    en: 'The duty {name} has failed {faults} times in a row ({fault}): see the log',
  },
  dutyLate: { vi: 'Việc nền {name} trễ {minutes} phút', en: 'The duty {name} is {minutes} minutes late' },
  duties: { vi: '{count} việc nền đúng hạn', en: '{count} background duties are on time' },
  incidents: {
    vi: '{count} sự cố đang chờ quản trị viên: mở màn hình Vận hành',
    en: '{count} incidents wait for an administrator: open Operations',
  },
  rights: {
    vi: 'Mọi quyền của sản phẩm đều có vai trò được giao',
    en: 'Every right of the product is granted to a role',
  },
  rightMissing: {
    vi: 'Chưa vai trò nào có quyền "{right}": thêm vào access.json của thành phố (rồi chạy "wardflow load-city") những dòng cần dùng\n       {lines}',
    en: 'No role has the right "{right}": add to the city’s access.json (then run "wardflow load-city") the lines you want\n       {lines}',
  },
  noIncidents: { vi: 'Không có sự cố', en: 'No incident is open' },
  noticesLate: {
    vi: '{count} thông báo chờ quá một giờ: kiểm tra SMTP và SMS',
    en: '{count} notices have waited for more than an hour: check SMTP and SMS',
  },
  notices: { vi: 'Thông báo gửi kịp thời', en: 'Notices go out in time' },
  leases: {
    vi: '{count} thông báo bị giữ quá 10 phút: tiến trình gửi có thể đã treo',
    en: '{count} notices are held for more than 10 minutes: a sender may hang',
  },
  audit: { vi: 'Nhật ký kiểm toán đã niêm phong', en: 'The audit is sealed' },
  unsealed: {
    vi: '{count} mục kiểm toán chưa niêm phong quá 5 phút: kiểm tra tiến trình xử lý',
    en: '{count} audit entries have been unsealed for more than 5 minutes: look at the worker',
  },
  backup: { vi: 'Sao lưu gần nhất {hours} giờ trước', en: 'The last backup is {hours} hours old' },
  backupOld: {
    vi: 'Sao lưu gần nhất {hours} giờ trước: chạy wardflow backup hằng ngày',
    en: 'The last backup is {hours} hours old: run wardflow backup every day',
  },
  backupNone: { vi: 'Chưa có bản sao lưu: chạy wardflow backup', en: 'There is no backup yet: run wardflow backup' },
  store: { vi: 'Kho tệp S3 đọc, ghi, xóa được ({where})', en: 'the S3 store keeps, gives and removes files ({where})' },
  storeBad: {
    vi: 'Kho tệp S3 ({where}) không dùng được: {why}. Xem S3_ENDPOINT, S3_BUCKET, quyền của khóa',
    en: 'the S3 store ({where}) does not work: {why}. See S3_ENDPOINT, S3_BUCKET and what the key may do',
  },
  reached: { vi: '{what} kết nối được ({where})', en: '{what} can be reached ({where})' },
  notReached: {
    vi: 'Không kết nối được {what} ({where}): kiểm tra địa chỉ và tường lửa',
    en: '{what} cannot be reached ({where}): check address and firewall',
  },
  noChannel: {
    vi: '{what} chưa đặt: thông báo vào hộp thư mẫu',
    en: '{what} is not set: its messages go to the demo mailbox',
  },
  noChannelBad: { vi: '{what} chưa đặt: thông báo phải chờ', en: '{what} is not set: its notices wait' },
} as const satisfies Readonly<Record<string, Localised>>;
