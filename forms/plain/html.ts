import { html as template } from 'htm/preact';
import type { ComponentChild, VNode } from 'preact';

/** Tagged templates that make preact nodes: every value is escaped, nothing is ever raw HTML. */
export const html = template as (strings: TemplateStringsArray, ...values: unknown[]) => VNode;
export type Child = ComponentChild;
