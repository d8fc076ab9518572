/**
 * Stands in for dmn-js's own FEEL editor (vite.config.ts), which is left out: it would bring 156 kB of CodeMirror and
 * write style elements that the content security policy refuses. Cells are plain text here, their faults are told by
 * the engine's own reader, and what they may name is picked beside the table.
 */
export default class NoFeelEditor {}
