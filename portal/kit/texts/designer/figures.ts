import type { Catalogue } from '../../text.ts';

/** What was done, in figures. */
const vi = {
  figures: 'Số liệu',
  figuresLead: 'Mỗi bước được làm bao nhiêu lần, chờ bao lâu, làm bao lâu. Số liệu cộng dồn liên tục, chậm vài giây.',
  figuresUnpublished: 'Dịch vụ chưa công bố nên chưa có số liệu.',
  noneEnded: 'Chưa có hồ sơ nào kết thúc trong khoảng này.',
  casesEnded: '{count} hồ sơ kết thúc',
  caseMedian: 'Một nửa số hồ sơ xong trong {span}',
  heat: 'Trên sơ đồ',
  heatLabel: 'Sơ đồ quy trình tô màu theo số liệu; bảng có cùng nội dung',
  heat_often: 'Số lần',
  heat_waiting: 'Chờ',
  heat_working: 'Làm',
  heat_now: 'Đang ùn',
  means_often: 'Số lần bước kết thúc trong khoảng này: làm xong, bị hủy hoặc hỏng. Màu càng đậm càng nhiều.',
  means_waiting:
    'Thời gian chờ trung vị: từ lúc việc mở đến lúc có người nhận, kể cả lúc bị trả lại hoặc tạm dừng. Tính cả ngoài giờ làm việc.',
  means_working:
    'Thời gian làm trung vị: trong lúc có người giữ việc, chỉ tính việc đã có người nhận trước khi xong. Tính cả ngoài giờ làm việc.',
  means_now: 'Số việc đang mở ở bước đó ngay lúc này, của mọi đơn vị.',
};

const en: Record<keyof typeof vi, string> = {
  figures: 'Figures',
  figuresLead:
    'How often each step is done, how long it waits and how long it is worked on. Added up all the time, some seconds behind.',
  figuresUnpublished: 'The service is not published, so there are no figures yet.',
  noneEnded: 'No case has ended in this period.',
  casesEnded: '{count} cases ended',
  caseMedian: 'Half of the cases took less than {span}',
  heat: 'On the diagram',
  heatLabel: 'Diagram of the process coloured by its figures; the table says the same',
  heat_often: 'How often',
  heat_waiting: 'Waiting',
  heat_working: 'Working',
  heat_now: 'Jams now',
  means_often: 'How often the step ended in this period: done, cancelled or failed. The darker, the more.',
  means_waiting:
    'Median waiting time: from opening until somebody takes the task, and while it is given back or suspended. Nights and weekends count.',
  means_working:
    'Median working time: while somebody has the task, of those that somebody took before they were done. Nights and weekends count.',
  means_now: 'Tasks that are open at the step at this moment, of all units.',
};

export const designerFiguresTexts: Catalogue<keyof typeof vi> = { vi, en };
