import type { VerificationCheck } from '@tuskar/contract/cloud.ts';
import type { CompiledBlueprint } from '../compile/compiled.ts';
import type { CloudAccess } from '../identity/registrar.ts';

export type VerificationRequest = {
  /** Id of the verification: names and tags of what it makes are derived from it, so that a second run finds them. */
  id: string;
  access: CloudAccess;
  blueprint: CompiledBlueprint;
  /** tempest only: a regular expression of tests. */
  tests?: string;
  /** A check that begins or ends; the same name replaces what was said before. */
  report: (check: VerificationCheck) => Promise<void>;
  log: (line: string) => void;
  signal: AbortSignal;
};

/** Verifies a cloud by using it, and removes all that it made. Checks that fail are reported, not thrown. */
export type Verifier = {
  verify: (request: VerificationRequest) => Promise<void>;
};
