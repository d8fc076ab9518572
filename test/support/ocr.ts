/** What can be read in a picture by OCR, for Vietnamese. */
import { execFileSync } from 'node:child_process';
import sharp from 'sharp';

/** Small pictures are enlarged first: whoever looks for secrets in a thumbnail does so too. */
const readingWidth = 960;

/** @returns the texts that tesseract finds, line by line */
export async function textsIn(picture: Buffer): Promise<string> {
  const input = await sharp(picture).resize({ width: readingWidth }).png().toBuffer();
  // Sparse text: a board in a street is no page.
  return execFileSync('tesseract', ['stdin', 'stdout', '-l', 'vie', '--psm', '11'], {
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}
