import { isTuskarError } from '@tuskar/contract/error.ts';
import type { Method } from '@tuskar/contract/route.ts';
import { pause } from './pause.ts';

export type PatienceOptions = {
  /** Seconds that a server which went away is waited for: as long as it takes to start again. */
  seconds: number;
  /** Whether the server was there before this client asked it anything. */
  wasThere?: boolean;
  /** Told when the waiting begins, and when it has ended with an answer. */
  onChange?: (state: 'waiting' | 'answered') => void;
};

/** Asks, again where the server went away meanwhile. Throws what the last try threw. */
export type Patience = <Answer>(
  request: { method: Method; signal: AbortSignal | undefined },
  ask: () => Promise<Answer>,
) => Promise<Answer>;

/** Each asks once. */
export const impatient: Patience = (_request, ask) => ask();

const betweenMs = 500;

/**
 * Repeats requests whose server went away, until it is back. What was surely not begun is repeated, whatever it is; what
 * may have been begun where that does no harm: a GET, and a POST, which its idempotency key makes one request. A server
 * that never was there is not waited for.
 */
export function createPatience({ seconds, wasThere = false, onChange }: PatienceOptions): Patience {
  let isKnown = wasThere;
  let isWaiting = false;

  const isWorthWaiting = (fault: Fault, method: Method): boolean => {
    const isHarmless = method === 'GET' || method === 'POST';
    if (fault === 'refused') return isKnown;
    if (fault === 'broken') return isHarmless;
    return isKnown && isHarmless;
  };

  return async ({ method, signal }, ask) => {
    let until: number | undefined;
    for (;;) {
      try {
        const answer = await ask();
        isKnown = true;
        if (isWaiting) onChange?.('answered');
        isWaiting = false;
        return answer;
      } catch (error) {
        const isRepeat = until !== undefined;
        until ??= performance.now() + seconds * 1000;
        const isAtWork = isRepeat && isTuskarError(error, 'idempotency-key-in-use');
        const fault = faultOf(error);
        isKnown ||= fault === 'broken' || (isTuskarError(error) && error.code !== 'server-unreachable');
        if (!isAtWork && (fault === undefined || !isWorthWaiting(fault, method))) throw error;
        if (performance.now() >= until) throw error;
        // A kept connection that the server has just closed is no reason to say anything.
        if (isRepeat && !isWaiting) {
          isWaiting = true;
          onChange?.('waiting');
        }
      }
      await pause(betweenMs, signal);
    }
  };
}

/** Why there is no answer: nobody took the request; the connection broke, perhaps after it was taken; or not known. */
type Fault = 'refused' | 'broken' | 'unknown';

const faults: Record<string, Fault> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'broken',
  EPIPE: 'broken',
  UND_ERR_SOCKET: 'broken',
};

function faultOf(error: unknown): Fault | undefined {
  if (isTuskarError(error, 'server-stopping')) return 'refused';
  if (!isTuskarError(error, 'server-unreachable')) return undefined;
  return faults[codeOf(error.cause) ?? ''] ?? 'unknown';
}

/** fetch hides the reason below its own error. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  return code ?? codeOf(error.cause);
}
