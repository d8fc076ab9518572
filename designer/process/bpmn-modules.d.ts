/** Modules of diagram-js that come without types; they are only handed on to the modeler. */
declare module 'bpmn-js-create-append-anything' {
  export const CreateAppendAnythingModule: object;
}
declare module 'diagram-js-minimap' {
  const module: object;
  export default module;
}
declare module 'bpmn-js-color-picker' {
  const module: object;
  export default module;
}
