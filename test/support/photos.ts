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
