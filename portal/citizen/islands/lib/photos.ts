import { t } from './texts.ts';

const edgeMax = 2048;
const smallEnoughBytes = 600_000;

/** Shows the chosen photos, and replaces large ones by smaller ones; a photo that cannot be read is left as it is. */
export function showPhotos(input: HTMLInputElement): void {
  const list = document.createElement('ul');
  list.className = 'photos';
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  status.className = 'hint';
  input.after(status, list);
  input.addEventListener('change', async () => {
    const chosen = [...(input.files ?? [])];
    const files = await Promise.all(chosen.map(smaller));
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    input.files = transfer.files;
    list.replaceChildren(...files.filter((file) => file.type.startsWith('image/')).map(thumbnail));
    status.textContent = files.length === 0 ? '' : t('photoCount', { n: files.length });
  });
}

async function smaller(file: File): Promise<File> {
  if (file.size <= smallEnoughBytes || !file.type.startsWith('image/')) return file;
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
