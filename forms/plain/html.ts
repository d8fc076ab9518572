import htm from 'htm';
import { type ComponentChild, h, type VNode } from 'preact';

/** Tagged templates that make preact nodes: every value is escaped, nothing is ever raw HTML. */
export const html = htm.bind(h) as (strings: TemplateStringsArray, ...values: unknown[]) => VNode;
export type Child = ComponentChild;
