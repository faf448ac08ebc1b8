import { TuskarError } from '@tuskar/contract/error.ts';
import type { Json } from '../json.ts';
import type { OperationDefinition } from './definition.ts';

export type OperationRegistry = {
  register: <Input extends Json>(definition: OperationDefinition<Input>) => void;
  /** Error: 'operation-kind-unknown'. */
  get: (kind: string) => OperationDefinition;
  find: (kind: string) => OperationDefinition | undefined;
  /** Every kind; none can be added from now on. */
  close: () => string[];
};

export function createOperationRegistry(): OperationRegistry {
  const definitions = new Map<string, OperationDefinition>();
  let closed = false;
  return {
    register: (definition) => {
      if (closed) throw new Error(`'${definition.kind}' is registered after the start.`);
      if (definitions.has(definition.kind)) throw new Error(`Two definitions of '${definition.kind}'.`);
      // The input of a kind is what its own submissions gave, so its type holds by construction.
      definitions.set(definition.kind, definition as unknown as OperationDefinition);
    },
    get: (kind) => {
      const definition = definitions.get(kind);
      if (definition === undefined) {
        throw new TuskarError('operation-kind-unknown', `There is no operation of the kind '${kind}' here.`);
      }
      return definition;
    },
    find: (kind) => definitions.get(kind),
    close: () => {
      closed = true;
      return [...definitions.keys()].toSorted();
    },
  };
}

/** Operations of one noun share a queue, and so a limit: 'image.build' is in 'image'. */
export function queueOf(kind: string): string {
  return kind.split('.', 1)[0] ?? kind;
}
