/**
 * Stands in for min-dom within dmn-js (vite.config.ts). Its `domify` writes style attributes as text, which the content
 * security policy refuses; here they are set on the elements instead. So the mark of bpmn.io, whose source must not be
 * changed, looks as it is meant to.
 */
import { domify as plain } from 'min-dom';

export * from 'min-dom';

const kept = 'data-style-kept';

export function domify(markup: string): HTMLElement {
  const made = plain(markup.replace(/\sstyle=(?=["'])/g, ` ${kept}=`));
  for (const element of [made, ...made.querySelectorAll<HTMLElement>(`[${kept}]`)]) {
    const style = element.getAttribute(kept);
    if (style === null) continue;
    element.removeAttribute(kept);
    element.style.cssText = style;
  }
  return made;
}
