import { readPhotoFacts } from './photo-facts.ts';
import { rulesOf } from './photo-rules.ts';
import { t } from './texts.ts';

const edgeMax = 2048;
const smallEnoughBytes = 600_000;
/** What the server takes of a photo; a larger one is made smaller all the same, else it could not be sent. */
const sentBytesMax = 10 * 1024 * 1024;

/**
 * Shows the chosen photos, and replaces large ones by smaller ones, except where the category keeps them as they are sent;
 * a photo that cannot be read is left as it is.
 */
export function showPhotos(form: HTMLFormElement, input: HTMLInputElement): void {
  const list = document.createElement('ul');
  list.className = 'photos';
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  status.className = 'hint';
  input.after(status, list);
  const facts = readPhotoFacts(form, input);
  let chosen: readonly File[] = [];
  let most = 0;
  const show = async () => {
    const of = chosen;
    most = rulesOf(form).keepOriginals ? sentBytesMax : smallEnoughBytes;
    const wanted = most;
    const files = await Promise.all(of.map((file) => smaller(file, wanted)));
    if (of !== chosen || wanted !== most) return;
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    input.files = transfer.files;
    list.replaceChildren(...files.filter((file) => file.type.startsWith('image/')).map(thumbnail));
    status.textContent = files.length === 0 ? '' : t('photoCount', { n: files.length });
  };
  input.addEventListener('change', () => {
    chosen = [...(input.files ?? [])];
    void show();
    void facts(chosen);
  });
  form.querySelector('select[name="category"]')?.addEventListener('change', () => {
    if (chosen.length === 0) return;
    if (most !== (rulesOf(form).keepOriginals ? sentBytesMax : smallEnoughBytes)) void show();
    void facts(chosen);
  });
}

async function smaller(file: File, most: number): Promise<File> {
  if (file.size <= most || !file.type.startsWith('image/')) return file;
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (image === undefined) return file;
  const scale = Math.min(1, edgeMax / Math.max(image.width, image.height));
  const canvas = new OffscreenCanvas(Math.round(image.width * scale), Math.round(image.height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
  return blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }) : file;
}

function thumbnail(file: File): HTMLLIElement {
  const item = document.createElement('li');
  const image = document.createElement('img');
  image.src = URL.createObjectURL(file);
  image.alt = t('photoPreview', { name: file.name });
  image.onload = () => URL.revokeObjectURL(image.src);
  item.append(image);
  return item;
}
