import type { Subject } from '@tuskar/contract/fields.ts';
import type { Operation } from '@tuskar/contract/operation.ts';
import type { DbTransaction } from '../database/connect.ts';
import type { Json } from '../json.ts';
import type { OperationDefinition } from './definition.ts';

export type Submission = {
  /** Made ahead by `newOperationId`, where the submission may be repeated: the second is then the first. */
  id?: string;
  kind: string;
  input: Json;
  requestedBy: string;
  reason?: string;
};

/** The port of durable work. What is submitted is run to its end by some worker, whoever dies meanwhile. */
export type OperationEngine = {
  register: <Input extends Json>(definition: OperationDefinition<Input>) => void;
  /**
   * Queues an operation; 'subject-busy', naming the holder, where its subject is held. Within a transaction it is there
   * exactly when that is.
   */
  submit: (submission: Submission, within?: DbTransaction) => Promise<Operation>;
  cancel: (id: string, options: { requestedBy: string; reason?: string }) => Promise<Operation>;
  /** Begins it again at the step that failed; steps that are done stay done. */
  retry: (id: string, options: { requestedBy: string }) => Promise<Operation>;
  /** The operation that holds a subject now. */
  holder: (subject: Subject) => Promise<Operation | undefined>;
  start: () => Promise<void>;
  stop: () => Promise<void>;
};
