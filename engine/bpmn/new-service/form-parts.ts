// Parts of the forms of services that are made, not drawn: of a table of states, of a list of steps.
import { json, type Words } from '../business-service/names.ts';

export type Component = Readonly<Record<string, unknown>>;

export function formPath(form: string): string {
  return `forms/${form}.form.json`;
}

/** The texts of a form, Vietnamese in its place, English beside. */
export interface Said {
  readonly english: Record<string, string>;
  readonly say: (words: Words) => string;
}

/** Keeps the English of what is said. */
export function said(): Said {
  const english: Record<string, string> = {};
  return {
    english,
    say: ({ vi, en }) => {
      if (vi !== en) english[vi] = en;
      return vi;
    },
  };
}

export function commentField(say: Said['say']): Component {
  return {
    type: 'textarea',
    key: 'comment',
    label: say({ vi: 'Ý kiến', en: 'Comment' }),
    input: true,
    properties: { personal: 'true' },
    validate: { maxLength: 2000 },
    rows: 3,
  };
}

export function photosField(say: Said['say']): Component {
  return {
    type: 'file',
    key: 'photos',
    label: say({ vi: 'Ảnh', en: 'Photos' }),
    input: true,
    validate: { maxFiles: 5 },
    multiple: true,
    storage: 'wardflow',
    filePattern: 'image/*',
    fileMaxSize: '10MB',
  };
}

export function submit(say: Said['say'], label: Words): Component {
  return { type: 'button', key: 'submit', label: say(label), action: 'submit', input: true };
}

/** The form that opens a case. @param first questions that come before the usual ones */
export function reportForm(first: (say: Said['say']) => readonly Component[] = () => []): string {
  const { english, say } = said();
  const text = (key: string, label: Words, more: Component = {}): Component => ({
    type: 'textfield',
    key,
    label: say(label),
    input: true,
    properties: { personal: 'true' },
    ...more,
  });
  const components = [
    ...first(say),
    {
      type: 'select',
      key: 'category',
      label: say({ vi: 'Lĩnh vực', en: 'Category' }),
      input: true,
      properties: { source: 'categories' },
      validate: { required: true },
      dataSrc: 'values',
    },
    text(
      'description',
      { vi: 'Nội dung', en: 'What it is about' },
      { type: 'textarea', rows: 5, validate: { minLength: 10, maxLength: 3000, required: true } },
    ),
    photosField(say),
    {
      type: 'location',
      key: 'location',
      label: say({ vi: 'Vị trí trên bản đồ', en: 'Place on the map' }),
      input: true,
    },
    text('address', { vi: 'Địa chỉ', en: 'Address' }, { validate: { maxLength: 300, required: true } }),
    text('name', { vi: 'Họ và tên', en: 'Name' }, { validate: { maxLength: 100 } }),
    text('phone', { vi: 'Số điện thoại', en: 'Phone number' }, { type: 'phoneNumber' }),
    text('email', { vi: 'Thư điện tử', en: 'E-mail' }, { type: 'email' }),
    submit(say, { vi: 'Gửi', en: 'Send' }),
  ];
  const title = say({ vi: 'Mở hồ sơ', en: 'Open a case' });
  return json({ title, display: 'form', components, i18n: { en: english } });
}
