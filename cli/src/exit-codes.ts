import { type ErrorCode, errorCatalogue } from '@tuskar/contract/errors/catalogue.ts';

/** What the command's exit code tells a script. The table in docs/reference/cli.md is made from this. */
export const exitCodes = {
  ok: { code: 0, means: 'done' },
  failed: { code: 1, means: 'something failed; the error says what' },
  usage: { code: 2, means: 'the command line or its input is not valid' },
  notFound: { code: 3, means: 'the thing that was named does not exist' },
  refused: { code: 4, means: 'not signed in, or not permitted' },
  conflict: {
    code: 5,
    means: 'the state of things forbids it now, for example because another operation holds it',
  },
  unreachable: { code: 6, means: 'the server, keeper or host does not answer' },
  operationFailed: { code: 7, means: 'the operation that was waited for failed or was cancelled' },
  differs: {
    code: 8,
    means: 'a check found differences or failures: drift, a failed verification, pending changes',
  },
  interrupted: { code: 130, means: 'interrupted; what was begun goes on in the server' },
} as const;

export type ExitName = keyof typeof exitCodes;

const byStatus: Record<number, ExitName> = {
  400: 'usage',
  401: 'refused',
  403: 'refused',
  404: 'notFound',
  409: 'conflict',
  412: 'conflict',
  413: 'usage',
  422: 'usage',
  502: 'unreachable',
  503: 'unreachable',
  504: 'unreachable',
};

/** The exit of an error, by its code in the catalogue. */
export function exitOf(code: ErrorCode): ExitName {
  return byStatus[errorCatalogue[code].status] ?? 'failed';
}

/** Thrown to end with an exit code after the output is written. */
export class Exit extends Error {
  readonly exit: ExitName;
  constructor(exit: ExitName) {
    super(exit);
    this.exit = exit;
  }
}
