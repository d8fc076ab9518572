import type { QueryName } from '#engine/cases/queries/catalogue.ts';
import type { Catalogue } from '../text.ts';

/** What each named query (engine/cases/queries) is called, and its definition: what counts, when, in which scope. */
const titlesVi = {
  'worklist.mine': 'Việc của tôi',
  'worklist.unclaimed': 'Chưa ai nhận',
  'worklist.unit': 'Việc của đơn vị',
  'worklist.late': 'Quá hạn',
  'worklist.dueToday': 'Đến hạn hôm nay',
  'work.recent': 'Đã làm gần đây',
  'load.open': 'Khối lượng: đang mở',
  'load.late': 'Khối lượng: quá hạn',
  'load.dueToday': 'Khối lượng: đến hạn hôm nay',
  'load.inHand': 'Số việc một người đang giữ',
  'deadlines.asked': 'Xin gia hạn chờ quyết định',
  'deadlines.answeredFor': 'Thời hạn ông/bà chịu trách nhiệm',
  'figures.done': 'Việc đã hoàn thành',
  'figures.late': 'Việc hoàn thành trễ hạn',
  'figures.spans': 'Thời gian chờ và thời gian làm',
  'figures.uncounted': 'Hồ sơ chưa cộng hết vào số liệu',
  'ratings.sums': 'Đánh giá của người phản ánh',
  'ratings.comments': 'Ý kiến kèm đánh giá',
  'dossiers.register': 'Sổ theo dõi hồ sơ',
  'publications.waiting': 'Đính chính chờ duyệt',
  'publications.public': 'Kết quả đang công khai',
  'results.public': 'Kết quả công khai',
  'reports.nearby': 'Phản ánh gần đây có thể trùng',
  'duplicates.candidates': 'Có thể là cùng một vụ việc',
  'duplicates.merged': 'Phản ánh đã gộp',
  'duplicates.followers': 'Số người cùng gặp',
  'account.news': 'Thông báo chưa đọc về tài khoản',
  'services.running': 'Đang chạy',
  'services.standing': 'Đang dừng ở từng bước',
  'operations.instances': 'Phiên chạy quy trình',
  'operations.batches': 'Lô xử lý',
  'city.openCases': 'Vụ việc đang mở của đơn vị',
  'city.openTasks': 'Việc đang mở của đơn vị',
  'people.inHands': 'Việc đang cầm trong tay',
  'dossiers.running': 'Hồ sơ đang giải quyết theo thủ tục',
  'calendars.openClocks': 'Thời hạn đang tính theo lịch',
  'installation.audit': 'Nhật ký kiểm toán',
  'installation.duties': 'Việc chạy nền',
  'installation.notices': 'Thông báo chờ gửi',
  'installation.incidents': 'Sự cố đang mở',
} as const satisfies Readonly<Record<QueryName, string>>;

const titlesEn = {
  'worklist.mine': 'My tasks',
  'worklist.unclaimed': 'Claimed by nobody',
  'worklist.unit': 'Tasks of the unit',
  'worklist.late': 'Late',
  'worklist.dueToday': 'Due today',
  'work.recent': 'Done lately',
  'load.open': 'Workload: open',
  'load.late': 'Workload: late',
  'load.dueToday': 'Workload: due today',
  'load.inHand': 'Tasks that a person has',
  'deadlines.asked': 'Requests for more time to decide on',
  'deadlines.answeredFor': 'Deadlines that you answer for',
  'figures.done': 'Tasks completed',
  'figures.late': 'Tasks completed late',
  'figures.spans': 'Time waited and time worked',
  'figures.uncounted': 'Cases not wholly counted yet',
  'ratings.sums': 'Ratings by reporters',
  'ratings.comments': 'Words that came with ratings',
  'dossiers.register': 'Register of dossiers',
  'publications.waiting': 'Corrections that wait for approval',
  'publications.public': 'Results that are public',
  'results.public': 'Published results',
  'reports.nearby': 'Reports nearby that may be the same',
  'duplicates.candidates': 'May be the same matter',
  'duplicates.merged': 'Merged reports',
  'duplicates.followers': 'How many people have met it',
  'account.news': 'Unread notices about the account',
  'services.running': 'Running',
  'services.standing': 'Where it stands, by step',
  'operations.instances': 'Instances',
  'operations.batches': 'Batches',
  'city.openCases': 'Open cases of a unit',
  'city.openTasks': 'Open tasks of a unit',
  'people.inHands': 'Tasks in somebody’s hands',
  'dossiers.running': 'Dossiers under way by procedure',
  'calendars.openClocks': 'Deadlines counted by a calendar',
  'installation.audit': 'The audit',
  'installation.duties': 'Background duties',
  'installation.notices': 'Notices to be sent',
  'installation.incidents': 'Open incidents',
} as const satisfies Readonly<Record<QueryName, string>>;

const definitionsVi = {
  'worklist.mine':
    'Việc đang mở mà chính ông/bà đang nhận hoặc được giao, thuộc phần ông/bà được xem. Việc của người ông/bà làm thay không nằm ở đây mà ở “Việc của đơn vị”. Đếm đến 99; nhiều hơn ghi “99+”.',
  'worklist.unclaimed':
    'Việc đang mở chưa có ai nhận, thuộc vai trò và đơn vị mà ông/bà được xem. Việc chờ người phản ánh trả lời không tính. Đếm đến 99; nhiều hơn ghi “99+”.',
  'worklist.unit':
    'Mọi việc đang mở mà ông/bà được xem: của đơn vị và vai trò mình giữ, kể cả phần giữ thay người vắng mặt và việc đang tạm dừng thời hạn. Việc chờ người phản ánh trả lời không tính. Đếm đến 99; nhiều hơn ghi “99+”.',
  'worklist.late':
    'Việc đang mở mà ông/bà được xem và đã qua thời điểm hạn của bước. Đúng thời điểm hạn vẫn là trong hạn. Việc đang tạm dừng thời hạn không tính là quá hạn. Đếm đến 99; nhiều hơn ghi “99+”.',
  'worklist.dueToday':
    'Việc đang mở mà ông/bà được xem, chưa quá hạn và có hạn trước 24 giờ hôm nay theo giờ của thành phố. Việc đã quá hạn trong ngày nằm ở “Quá hạn”. Đếm đến 99; nhiều hơn ghi “99+”.',
  'work.recent':
    'Tối đa 30 việc ông/bà hoàn thành gần nhất, mới nhất trước, mà hiện nay ông/bà vẫn được xem. Vụ việc đã chuyển vào lưu trữ không còn ở đây.',
  'load.open':
    'Việc đang mở của từng người trong các đơn vị mà ông/bà được phân công việc, theo vai trò của việc; dòng không có tên là việc chưa ai nhận. Bấm vào số để mở đúng những việc đó.',
  'load.late':
    'Trong số việc đang mở của dòng đó, việc đã qua thời điểm hạn của bước. Đúng thời điểm hạn vẫn là trong hạn; việc đang tạm dừng thời hạn không tính.',
  'load.dueToday':
    'Trong số việc đang mở của dòng đó, việc chưa quá hạn và có hạn trước 24 giờ hôm nay theo giờ của thành phố.',
  'load.inHand':
    'Việc đang mở đứng tên một người, ở mọi đơn vị và vai trò, kể cả việc đang tạm dừng. Dùng để chia việc cho người ít việc hơn.',
  'deadlines.asked':
    'Đề nghị gia hạn chưa có quyết định của những vụ việc, hồ sơ mà ông/bà có quyền quyết định; đề nghị do chính ông/bà gửi không tính. Cũ nhất trước, tối đa 100.',
  'deadlines.answeredFor':
    'Mỗi thời hạn chưa kết thúc mà lần nhắc mới nhất ghi ông/bà là người chịu trách nhiệm: một dòng cho một thời hạn, mới nhất trước, tối đa 100.',
  'figures.done':
    'Việc do các đơn vị hoàn thành trong những ngày đã chọn, theo ngày hoàn thành và giờ của thành phố, của đơn vị đã làm. Việc bị hủy, việc của người phản ánh và việc của hệ thống không vào tổng. Bấm tải về để lấy đúng các dòng đang hiện.',
  'figures.late':
    'Trong số việc đã hoàn thành, việc xong sau thời điểm hạn của bước. Xong đúng thời điểm hạn là trong hạn; việc không có hạn không tính.',
  'figures.spans':
    'Thời gian chờ: từ lúc có việc đến lúc có người nhận, cộng những lúc việc được trả về chung. Thời gian làm: những lúc có người giữ việc. Tính cho việc đã hoàn thành, theo giờ đồng hồ; trung vị và mức 90% là gần đúng.',
  'figures.uncounted':
    'Phiên chạy có bước mới chưa cộng vào số liệu; thường hết sau vài giây. Đếm đến 1.000, của toàn thành phố.',
  'ratings.sums':
    'Đánh giá theo tháng gửi, theo đơn vị chịu trách nhiệm lúc đó và theo lĩnh vực, trong phần số liệu ông/bà được xem. Dòng có dưới 5 đánh giá được gộp với dòng khác; cả kỳ có dưới 5 thì không hiện số nào. Không có số liệu theo cán bộ.',
  'ratings.comments':
    'Tối đa 30 đánh giá mới nhất của những vụ việc ông/bà được xem, không giới hạn theo ngày đã chọn; chọn đơn vị thì chỉ lấy đánh giá của đơn vị đó.',
  'dossiers.register':
    'Hồ sơ được tiếp nhận trong những ngày đã chọn (theo giờ của thành phố, tính cả ngày đầu và ngày cuối) mà ông/bà được xem, theo thứ tự tiếp nhận. Bản in và tệp tải về có đúng những dòng đó. Tên người nộp chỉ hiện khi ông/bà được xem.',
  'publications.waiting':
    'Bản đính chính đã soạn, chưa ai duyệt, của những vụ việc ông/bà được xem và có quyền duyệt công khai; gồm cả bản do ông/bà soạn, nhưng người khác phải duyệt. Cũ nhất trước, tối đa 200.',
  'publications.public':
    'Kết quả đang công khai của những vụ việc ông/bà được xem và có quyền biên tập, mới nhất trước, tối đa 20; gõ từ để tìm kết quả khác.',
  'results.public':
    'Kết quả xử lý đang công khai trên trang này: đã được biên tập và người thứ hai duyệt. Kết quả đã gỡ không tính; phản ánh thuộc lĩnh vực không công khai và phản ánh chưa duyệt không có ở đây. Đếm đến 1.000. “Trễ hạn” là xử lý xong sau thời điểm hạn.',
  'reports.nearby':
    'Phản ánh của lĩnh vực được công khai, gần vị trí và thời gian đang gửi. Phản ánh thuộc lĩnh vực giữ kín không bao giờ hiện. Có từ 5 người cùng gặp thì chỉ ghi là nhiều người, không ghi số.',
  'duplicates.candidates':
    'Vụ việc ông/bà được xem, gần vị trí và thời gian với vụ việc này, đủ giống theo quy tắc của thành phố.',
  'duplicates.merged': 'Phản ánh đã gộp trực tiếp vào vụ việc này và ông/bà được xem, tối đa 100.',
  'duplicates.followers':
    'Số người báo là cùng gặp: người gửi phản ánh đã gộp vào đây và người bấm “Tôi cũng gặp”, không tính người gửi phản ánh này. Gồm cả phản ánh ông/bà không được xem, nên có thể lớn hơn số dòng bên dưới.',
  'account.news': 'Thông báo về việc đăng nhập và bảo vệ tài khoản của chính ông/bà mà ông/bà chưa xác nhận đã đọc.',
  'services.running':
    'Phiên chạy quy trình đang chạy hoặc đang tạm dừng của dịch vụ, mọi phiên bản, của toàn thành phố. Một quy trình con được gọi là một phiên riêng, nên số này có thể lớn hơn số vụ việc.',
  'services.standing':
    'Ở mỗi bước của phiên bản: việc đang mở và lệnh gọi ra ngoài đang chờ; trong đó việc đã qua hạn; và sự cố đang mở. Chờ thời gian hay chờ tin không tính.',
  'operations.instances':
    'Phiên chạy quy trình ông/bà được xem, theo các điều kiện lọc; không chọn trạng thái thì lấy phiên đang chạy và tạm dừng. Đếm đến 10.000, cùng điều kiện với danh sách.',
  'operations.batches':
    'Lô xử lý và số phiên của mỗi lô theo kết quả: chưa làm, đã làm, bỏ qua, lỗi. Mỗi số mở đúng danh sách phiên có kết quả đó.',
  'city.openCases':
    'Vụ việc đang mở mà đơn vị đang chịu trách nhiệm. Vụ việc đã đóng, đã gộp hoặc đã hủy dữ liệu không tính.',
  'city.openTasks':
    'Việc đang mở đang nằm ở đơn vị, ai giữ cũng tính, kể cả việc đang tạm dừng và việc phối hợp cho đơn vị khác.',
  'people.inHands':
    'Việc đang mở người này đã nhận hoặc đang làm: đúng những việc sẽ về lại đơn vị, hoặc sang người khác, khi khóa tài khoản. Việc đang tạm dừng ở lại cho đến khi chạy tiếp.',
  'dossiers.running':
    'Hồ sơ của thủ tục mà vụ việc chưa đóng, theo phiên bản thủ tục lúc tiếp nhận, của toàn thành phố.',
  'calendars.openClocks':
    'Thời hạn chưa kết thúc đang tính theo lịch này, kể cả đang tạm dừng. Một vụ việc có thể có nhiều thời hạn.',
  'installation.audit':
    'Số dòng nhật ký chờ niêm phong, số thứ tự dòng niêm phong mới nhất, và dòng mới nhất đã gửi ra ngoài.',
  'installation.duties':
    'Mỗi việc chạy nền: lần chạy tốt gần nhất cách đây bao lâu, trễ bao lâu so với lịch, và số lần lỗi liên tiếp.',
  'installation.notices':
    'Thông báo còn chờ gửi hoặc chưa rõ đã đến hay chưa; và thông báo đã thôi gửi sau khi thử nhiều lần.',
  'installation.incidents':
    'Sự cố chưa ai xử lý, đếm đến 1.000; trong đó số phiên có trạng thái khác với nhật ký của nó.',
} as const satisfies Readonly<Record<QueryName, string>>;

const definitionsEn = {
  'worklist.mine':
    'Open tasks that you have claimed or were given, within what you may see. Tasks of somebody you stand in for are not here but under “Tasks of the unit”. Counted up to 99; beyond it says “99+”.',
  'worklist.unclaimed':
    'Open tasks that nobody has claimed, of the roles and units that you may see. Tasks that wait for the reporter do not count. Counted up to 99; beyond it says “99+”.',
  'worklist.unit':
    'All open tasks that you may see: of the units and roles that you hold, also for somebody who is away, and tasks whose clock is paused. Tasks that wait for the reporter do not count. Counted up to 99; beyond it says “99+”.',
  'worklist.late':
    'Open tasks that you may see and whose step’s due time is past. What is due at this very moment is in time. A task whose clock is paused is not late. Counted up to 99; beyond it says “99+”.',
  'worklist.dueToday':
    'Open tasks that you may see, not late yet and due before midnight today by the city’s clock. What became late today is under “Late”. Counted up to 99; beyond it says “99+”.',
  'work.recent':
    'At most 30 tasks that you completed last, the newest first, that you may still see now. Cases that went into the archive are not here any more.',
  'load.open':
    'Open tasks of each person in the units whose work you give out, by the role of the task; the line without a name is what nobody has claimed. The number opens those very tasks.',
  'load.late':
    'Of the open tasks of that line, those whose step’s due time is past. What is due at this very moment is in time; tasks whose clock is paused do not count.',
  'load.dueToday':
    'Of the open tasks of that line, those not late yet and due before midnight today by the city’s clock.',
  'load.inHand':
    'Open tasks under a person’s name, in every unit and role, also those that rest. It serves to give work to who has less.',
  'deadlines.asked':
    'Requests for more time that are not decided, of cases and dossiers on which you may decide; your own requests do not count. The oldest first, at most 100.',
  'deadlines.answeredFor':
    'Each clock that has not ended whose latest warning names you as who answers for it: one line for one clock, the newest first, at most 100.',
  'figures.done':
    'Tasks that units completed in the days chosen, by the day of completion and the city’s clock, of the unit that did them. Cancelled tasks, tasks of reporters and of the system are in no total. The download holds the very lines shown.',
  'figures.late':
    'Of the tasks completed, those done after their step’s due time. Done at the very due time is in time; tasks without a due time do not count.',
  'figures.spans':
    'Waited: from when a task came until somebody took it, and whenever it was given back. Worked: while somebody had it. Of completed tasks, by the clock on the wall; median and 90% are approximate.',
  'figures.uncounted':
    'Instances with new steps that are not in the figures yet; most times none after a few seconds. Counted up to 1,000, for the whole city.',
  'ratings.sums':
    'Ratings by the month of sending, the unit that answered for the case then and the category, within the figures that you may see. Lines of fewer than 5 ratings are put together with others; a period with fewer than 5 shows no number. There are no figures by official.',
  'ratings.comments':
    'At most 30 of the newest ratings of cases that you may see, whatever days are chosen; where a unit is chosen, of that unit alone.',
  'dossiers.register':
    'Dossiers received in the days chosen (by the city’s clock, the first and the last day included) that you may see, in order of receipt. The print and the download hold those very lines. Applicants’ names are shown only where you may see them.',
  'publications.waiting':
    'Corrections prepared and not decided, of cases that you may see and approve for the public; your own are among them, but somebody else approves them. The oldest first, at most 200.',
  'publications.public':
    'Results that are public of cases that you may see and edit for the public, the newest first, at most 20; type words to find others.',
  'results.public':
    'Results that are public on this site: edited, and approved by a second person. What was withdrawn does not count; reports of categories that are never published and reports not approved are not here. Counted up to 1,000. “Late” is what was handled after its due time.',
  'reports.nearby':
    'Reports of public categories near the place and time of what is being sent. Reports of confidential categories are never shown. From 5 people on it says that many have met it, without the number.',
  'duplicates.candidates':
    'Cases that you may see, near in place and time to this one, and alike enough by the city’s rules.',
  'duplicates.merged': 'Reports that were merged into this very case and that you may see, at most 100.',
  'duplicates.followers':
    'How many people say that they have met it: who sent the reports merged into it and who chose “This is mine too”, without the reporter of this case. Reports that you may not see are among them, so it can be more than the lines below.',
  'account.news': 'Notices about signing in and protecting your own account that you have not marked as read.',
  'services.running':
    'Instances of the service’s process that run or are suspended, of all versions, for the whole city. A called process is an instance of its own, so the number can be more than that of the cases.',
  'services.standing':
    'At each step of the version: open tasks and calls to programs outside that wait; how many of the tasks are late; and open incidents. What waits for a time or a message does not count.',
  'operations.instances':
    'Instances that you may see, by the conditions chosen; where no state is chosen, those that run or are suspended. Counted up to 10,000, by the same conditions as the list.',
  'operations.batches':
    'Batches, and the instances of each by what became of them: waiting, done, skipped, failed. Each number opens the list of those very instances.',
  'city.openCases': 'Open cases that the unit answers for. Cases that are closed, merged or destroyed do not count.',
  'city.openTasks':
    'Open tasks that lie with the unit, whoever has them, also those that rest and parts for other units’ cases.',
  'people.inHands':
    'Open tasks that this person has claimed or begun: the very tasks that go back to the unit, or to somebody else, when the account is closed. What rests stays until it goes on.',
  'dossiers.running':
    'Dossiers of the procedure whose case is not closed, by the version of the procedure at receipt, for the whole city.',
  'calendars.openClocks':
    'Clocks that have not ended and count by this calendar, also those that are paused. One case can have several.',
  'installation.audit':
    'Entries of the audit that wait for their seal, the number of the newest sealed entry, and of the newest that was handed out.',
  'installation.duties':
    'Of each background duty: how long ago it last ended well, how late it is, and how often in a row it failed.',
  'installation.notices':
    'Notices that wait to be sent or for word of what became of them; and notices that were given up after many tries.',
  'installation.incidents':
    'Incidents that nobody has settled, counted up to 1,000; among them instances whose state differs from their journal.',
} as const satisfies Readonly<Record<QueryName, string>>;

export const queryTitles: Catalogue<QueryName> = { vi: titlesVi, en: titlesEn };
export const queryDefinitions: Catalogue<QueryName> = { vi: definitionsVi, en: definitionsEn };
