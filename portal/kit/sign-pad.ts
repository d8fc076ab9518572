/**
 * A place to draw a signature, beside the field for a typed name: whoever cannot draw types, and both mean the same. What
 * was drawn is a small PNG that stands in the field itself.
 */
export interface SignWords {
  readonly sign: string;
  readonly again: string;
}

const [width, height] = [420, 140] as const;

/** @param changed told of each stroke, and of a signature that was taken back */
export function signPad(input: HTMLInputElement, words: SignWords, changed: () => void): void {
  const canvas = Object.assign(document.createElement('canvas'), { width, height, className: 'sign-canvas' });
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', words.sign);
  const again = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'btn',
    textContent: words.again,
  });
  const pad = Object.assign(document.createElement('div'), { className: 'sign-pad' });
  const hint = Object.assign(document.createElement('p'), { className: 'hint', textContent: words.sign });
  pad.append(hint, canvas, again);
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  input.after(pad);
  Object.assign(pen, { lineWidth: 2.5, lineCap: 'round', lineJoin: 'round' });
  const keep = (value: string): void => {
    input.value = value;
    input.hidden = value !== '';
    again.hidden = value === '';
    changed();
  };
  again.hidden = true;
  if (input.value.startsWith('data:image/png;base64,')) showDrawn(pen, input, again);
  follow(canvas, pen, () => keep(canvas.toDataURL('image/png')));
  again.addEventListener('click', () => {
    pen.clearRect(0, 0, width, height);
    keep('');
    input.focus();
  });
}

function showDrawn(pen: CanvasRenderingContext2D, input: HTMLInputElement, again: HTMLButtonElement): void {
  const image = new Image();
  image.addEventListener('load', () => pen.drawImage(image, 0, 0));
  image.src = input.value;
  input.hidden = true;
  again.hidden = false;
}

function follow(canvas: HTMLCanvasElement, pen: CanvasRenderingContext2D, done: () => void): void {
  const at = ({ clientX, clientY }: PointerEvent): readonly [number, number] => {
    const { left, top, width: shown } = canvas.getBoundingClientRect();
    const scale = width / (shown || width);
    return [(clientX - left) * scale, (clientY - top) * scale];
  };
  let drawing = false;
  canvas.addEventListener('pointerdown', (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
    event.preventDefault();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  canvas.addEventListener('pointerup', () => {
    if (drawing) done();
    drawing = false;
  });
  canvas.addEventListener('pointercancel', () => {
    drawing = false;
  });
}
