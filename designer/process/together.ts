/** Several changes of the drawing as one command, so that one undo takes all of them back. */
import type { Diagram } from '../diagram/library.ts';

const command = 'wardflow.together';

function register(commandStack: { register(name: string, handler: object): void }): void {
  // Whatever is changed while a command is prepared belongs to it.
  commandStack.register(command, { preExecute: ({ act }: { readonly act: () => void }) => act() });
}
register.$inject = ['commandStack'];

export const togetherModule = { __init__: ['together'], together: ['type', register] };

export function together(diagram: Diagram, act: () => void): void {
  diagram.get('commandStack').execute(command, { act });
}
