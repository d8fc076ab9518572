/** Photos as phones take them, with the place and the phone's owner hidden inside, and what a file still tells. */
import { spawnSync } from 'node:child_process';
import sharp from 'sharp';

/** A JPEG with GPS position, camera and owner in its EXIF. */
export async function photoWithPosition(colour = '#669944'): Promise<Buffer> {
  const create = { width: 640, height: 480, channels: 3, background: colour } as const;
  return await sharp({ create })
    .withExif({
      IFD0: { Make: 'Dien thoai', Model: 'X-1', Artist: 'Nguyen Thi Mai', Software: 'Camera 9' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '10/1 58/1 49/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '108/1 9/1 49/1',
      },
    })
    .jpeg()
    .toBuffer();
}

interface TakenAt {
  readonly lon: number;
  readonly lat: number;
}

/** A small JPEG that says where and when it was taken. @param time `2026:11:20 08:15:00` @param offset `+07:00` */
export async function photoTakenAt(point: TakenAt | null, time?: string, offset?: string): Promise<Buffer> {
  const create = { width: 320, height: 240, channels: 3, background: '#886644' } as const;
  const place = point && {
    GPSLatitudeRef: point.lat < 0 ? 'S' : 'N',
    GPSLatitude: rationals(point.lat),
    GPSLongitudeRef: point.lon < 0 ? 'W' : 'E',
    GPSLongitude: rationals(point.lon),
  };
  const clock = { ...(time && { DateTimeOriginal: time }), ...(offset && { OffsetTimeOriginal: offset }) };
  return await sharp({ create })
    .withExif({ IFD2: clock, ...(place && { IFD3: place }) })
    .jpeg()
    .toBuffer();
}

/** Degrees, minutes and seconds, these to a ten-thousandth. */
function rationals(degrees: number): string {
  const seconds = Math.round(Math.abs(degrees) * 36_000_000);
  return `${Math.floor(seconds / 36_000_000)}/1 ${Math.floor((seconds % 36_000_000) / 600_000)}/1 ${seconds % 600_000}/10000`;
}

/** What describes the picture itself; any other group of tags tells of where, when or by whom. */
const harmless = /^(ExifTool|System|File|JFIF|RIFF|PNG|ICC[-_].*|Composite)$/;

/** Names of the tags that exiftool finds and that say more than the picture shows, e.g. `GPS:GPSLatitude`. */
export function hiddenTags(image: Buffer): readonly string[] {
  const { status, stdout, stderr } = spawnSync('exiftool', ['-j', '-a', '-G1', '-'], {
    input: image,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`exiftool: ${stderr}`);
  const [tags = {}] = JSON.parse(stdout) as [Record<string, unknown>?];
  return Object.keys(tags).filter((tag) => {
    const [group = '', name = ''] = tag.split(':');
    return name !== '' && (!harmless.test(group) || name.startsWith('GPS'));
  });
}
