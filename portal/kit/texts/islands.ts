/** The few texts that citizens' scripts need, apart, so that a phone loads these and not all pages' texts. */
import type { Catalogue } from '../text.ts';

const vi = {
  mapLabel: 'Bản đồ để đặt ghim',
  mapHelp: 'Chạm vào bản đồ để đặt ghim. Bằng bàn phím: dời bản đồ bằng phím mũi tên rồi nhấn Enter.',
  mapHere: 'Dùng vị trí hiện tại',
  mapLocating: 'Đang tìm vị trí…',
  mapDenied: 'Không lấy được vị trí. Hãy chạm vào bản đồ.',
  mapChosen: 'Đã đặt ghim ở {ward}.',
  mapOutside: 'Chỗ này nằm ngoài địa bàn thành phố.',
  zoomIn: 'Phóng to',
  zoomOut: 'Thu nhỏ',
  previewUnit: 'Phản ánh này sẽ đến {unit}. Hạn xử lý nếu gửi bây giờ: {due}.',
  previewUnitOnly: 'Phản ánh này sẽ đến {unit}.',
  suggestLead: 'Có thể là lĩnh vực nào? Chọn nếu đúng.',
  placesLead: 'Đúng chỗ nào? Chọn một.',
  placesNone: 'Không thấy đường này trong danh sách của thành phố. Vẫn gửi được: cán bộ sẽ xác định vị trí.',
  stopTitle: 'Nguy hiểm: hãy gọi ngay',
  stopCall: 'Gọi {call}.',
  stopSend: 'Gọi xong, ông/bà vẫn gửi được phản ánh này.',
  photoCount: 'Đã chọn ảnh: {n}',
  photoPreview: 'Ảnh đã chọn: {name}',
  photoPlace_used: 'Đã đặt ghim ở nơi chụp ảnh. Hãy xem lại trên bản đồ, dời ghim nếu chưa đúng.',
  photoPlace_kept: 'Giữ chỗ ông/bà đã đánh dấu.',
  photoPlace_missing: 'Ảnh không ghi nơi chụp. Hãy đánh dấu trên bản đồ.',
  photoPlace_apart: 'Các ảnh được chụp ở những nơi cách xa nhau. Hãy tự đánh dấu trên bản đồ.',
  photoPlace_outside: 'Nơi chụp ghi trong ảnh nằm ngoài thành phố nên không được dùng.',
} as const;

const en: Record<keyof typeof vi, string> = {
  mapLabel: 'Map to set the pin',
  mapHelp: 'Tap the map to set the pin. By keyboard: move the map with the arrow keys, then press Enter.',
  mapHere: 'Use my location',
  mapLocating: 'Looking for your location…',
  mapDenied: 'Your location is not available. Tap the map instead.',
  mapChosen: 'Pin set in {ward}.',
  mapOutside: 'This place lies outside the city.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  previewUnit: 'This report will go to {unit}. Due date if sent now: {due}.',
  previewUnitOnly: 'This report will go to {unit}.',
  suggestLead: 'Is it one of these? Choose if so.',
  placesLead: 'Which place is it? Choose one.',
  placesNone:
    'This street is not in the city’s list. You can send the report all the same: an official will find the place.',
  stopTitle: 'Danger: call now',
  stopCall: 'Call {call}.',
  stopSend: 'When you have called, you can still send this report.',
  photoCount: 'Photos chosen: {n}',
  photoPreview: 'Photo chosen: {name}',
  photoPlace_used: 'The pin is where the photo was taken. Look at the map and move it if that is wrong.',
  photoPlace_kept: 'The place that you marked is kept.',
  photoPlace_missing: 'The photo does not say where it was taken. Mark the place on the map.',
  photoPlace_apart: 'The photos were taken far from each other. Mark the place on the map yourself.',
  photoPlace_outside: 'The photo says that it was taken outside the city, so that place is not used.',
};

export const islandTexts: Catalogue<keyof typeof vi> = { vi, en };
