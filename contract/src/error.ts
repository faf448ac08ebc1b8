import { type ErrorCode, errorCatalogue } from './errors/catalogue.ts';

export type ErrorContext = Record<string, unknown>;

export type TuskarErrorOptions = {
  /** What went wrong underneath; for the log, never for the person. */
  cause?: unknown;
  /** Facts for machines and logs: ids, names, limits. Never a secret. */
  context?: ErrorContext;
  /** A remedy more exact than the catalogue's. */
  remedy?: string;
};

/** The only error that reaches a person: a code from the catalogue and a message that names the thing and the reason. */
export class TuskarError extends Error {
  readonly code: ErrorCode;
  readonly context: ErrorContext;
  readonly remedy: string;

  constructor(code: ErrorCode, message: string, options: TuskarErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'TuskarError';
    this.code = code;
    this.context = options.context ?? {};
    this.remedy = options.remedy ?? errorCatalogue[code].remedy;
  }

  get status(): number {
    return errorCatalogue[this.code].status;
  }

  get retryable(): boolean {
    return errorCatalogue[this.code].retryable;
  }
}

export function isTuskarError(error: unknown, code?: ErrorCode): error is TuskarError {
  return error instanceof TuskarError && (code === undefined || error.code === code);
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCatalogue, code);
}
