/**
 * A Form.io form definition, as far as the product supports it. Stored and drawn as Form.io JSON; what is not in
 * this list is refused when a service is published (see `forms/check.ts`).
 */
export interface FormDefinition {
  readonly title?: string;
  readonly display?: 'form' | 'wizard';
  readonly components: readonly FormComponent[];
  /** Texts in the product's languages: `{ en: { "vi text": "en text" } }`, as Form.io keeps them. */
  readonly i18n?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface FormComponent {
  readonly type: string;
  readonly key: string;
  readonly label?: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly hidden?: boolean;
  readonly input?: boolean;
  readonly multiple?: boolean;
  readonly defaultValue?: unknown;
  readonly validate?: Readonly<Record<string, unknown>>;
  readonly conditional?: Readonly<Record<string, unknown>>;
  readonly data?: { readonly values?: readonly FormOption[] };
  readonly values?: readonly FormOption[];
  readonly components?: readonly FormComponent[];
  /** Ours: `personal: "true"` sends the value to the vault; `source: "categories"` fills the choices from the product. */
  readonly properties?: Readonly<Record<string, string>>;
  readonly [other: string]: unknown;
}

export interface FormOption {
  readonly label: string;
  readonly value: string;
}
