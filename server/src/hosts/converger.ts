import type { Part } from '@tuskar/contract/part.ts';
import type { HostTarget } from './connection.ts';
import type { ConvergeEvent, ConvergeItem, ConvergeMode } from './converge/schema.ts';

/** Gives the value of a secret by the token's inside, 'NAME@VERSION'. */
export type SecretLookup = (token: string) => string | Promise<string>;

export type ConvergeOptions = {
  host: HostTarget;
  /** The host's whole part: digests and order are taken from all of it. */
  part: Part;
  /** apply changes the host; check only says what apply would change. */
  mode: ConvergeMode;
  /** Ids of the items to converge now, for a part done in phases; the others count as done. */
  only?: string[];
  secrets: SecretLookup;
  /** Every item as it ends, and long ones as they begin. No text in it holds a secret. */
  onEvent?: (event: ConvergeEvent) => void;
  /** The host stops at the next item's end, commands that run there are ended, and the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  timeoutSeconds: number;
  /** Who converges, for whoever finds the host busy: 'operation 0193…'. */
  holder?: string;
};

export type ConvergeSummary = {
  changed: number;
  unchanged: number;
  failed: number;
  skipped: number;
  /** In the order in which they ended. */
  items: ConvergeItem[];
  seconds: number;
};

export type Converger = {
  /**
   * Makes a host equal its part. With mode 'apply' an item that fails is an error; with 'check' it is in the summary.
   *
   * @throws converge-failed, converge-timed-out, part-invalid, host-busy, host-unreachable and the connection's other errors
   */
  converge(options: ConvergeOptions): Promise<ConvergeSummary>;
};
