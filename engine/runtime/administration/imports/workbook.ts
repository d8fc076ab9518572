/**
 * Excel workbooks that somebody sends, however hostile. What one unpacks to is counted; then it is read by a process of
 * its own with little memory: an array that grows without end cannot be caught within the server's.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { refusal } from '../../use-cases/refuse.ts';
import { UnpacksTooLarge, unpackedArchive } from './unpack.ts';

/** What the process that reads a sheet is given. */
export interface SheetOrder {
  readonly content: Uint8Array;
  readonly rowsMax: number;
  readonly cellsMax: number;
}

type Cells = readonly (readonly string[])[];

const unpackedMegabytesMax = 60;
/** Ten thousand rows of fifty columns. */
const cellsMax = 500_000;
const heapMegabytesMax = 250;
const readingMsMax = 30_000;

/**
 * Cells of the first sheet as texts.
 * @param rowsMax no more are given back
 * @throws Refusal 422 `FILE_NOT_EXCEL`, `FILE_UNPACKS_TOO_LARGE`
 */
export async function sheetCells(content: Uint8Array, rowsMax: number): Promise<Cells> {
  try {
    const unpacked = unpackedArchive(content, unpackedMegabytesMax * 1_000_000);
    return await readApart({ content: unpacked, rowsMax, cellsMax });
  } catch (error) {
    if (error instanceof UnpacksTooLarge) throw refusal('FILE_UNPACKS_TOO_LARGE', { max: unpackedMegabytesMax });
    throw refusal('FILE_NOT_EXCEL');
  }
}

async function readApart(order: SheetOrder): Promise<Cells> {
  const reader = fork(new URL('./sheet-process.ts', import.meta.url), {
    execArgv: [`--max-old-space-size=${heapMegabytesMax}`],
    // Nothing of ours: neither secrets nor settings.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const late = setTimeout(() => reader.kill('SIGKILL'), readingMsMax);
  try {
    return await answerOf(reader, order);
  } finally {
    clearTimeout(late);
    reader.kill('SIGKILL');
  }
}

/** A process that was killed, by us for its time or by itself for its memory, was given too much. */
function answerOf(reader: ChildProcess, order: SheetOrder): Promise<Cells> {
  const { promise, resolve, reject } = Promise.withResolvers<Cells>();
  reader.once('message', (cells: Cells | null) => (cells === null ? reject(new UnpacksTooLarge()) : resolve(cells)));
  reader.once('error', reject);
  reader.once('exit', (_, signal) =>
    reject(signal === null ? new Error('It could not be read.') : new UnpacksTooLarge()),
  );
  reader.send(order, (error) => error && reject(error));
  return promise;
}
