import { TuskarError } from '@tuskar/contract/error.ts';
import type { HostCommandResult, HostConnection } from '../connection.ts';
import type { ConvergeOptions, ConvergeSummary } from '../converger.ts';
import { endedWithoutResult, itemsFailed, timedOut, withProgress } from './failure.ts';
import { createLineSplitter } from './lines.ts';
import { ConvergeRecord, parseLine } from './record.ts';
import { createRedactor, redactDeep } from './redact.ts';
import { openSecrets } from './secrets.ts';
import { ConvergeSession } from './session.ts';

export type ConvergeHostOptions = Omit<ConvergeOptions, 'host'> & {
  connection: HostConnection;
  /** Further arguments of the program: '--root', directory. */
  programArguments?: string[];
};

/** Sends the converge program and the part to a host and follows it to its end. For its errors see Converger. */
export async function convergeHost(options: ConvergeHostOptions): Promise<ConvergeSummary> {
  const { connection, mode, only, holder, signal, timeoutSeconds, programArguments = [] } = options;
  signal?.throwIfAborted();
  const { part, secrets } = await openSecrets(options.part, options.secrets);
  const redact = createRedactor(secrets);
  const record = new ConvergeRecord();
  const lines = createLineSplitter((line) => {
    const event = redactDeep(parseLine(line), redact);
    record.add(event);
    options.onEvent?.(event);
  });
  const began = performance.now();
  using session = new ConvergeSession({
    connection,
    request: { mode, part, only, holder },
    programArguments,
    signal,
    timeoutSeconds,
  });

  let result: HostCommandResult | undefined;
  let lost: unknown;
  try {
    result = await session.run((text) => lines.push(text));
  } catch (error) {
    lost = error;
  }
  lines.end();

  // What the program said of its end counts for more than how the connection ended after that.
  if (record.ending && !(record.ending.type === 'result' && record.ending.state === 'stopped')) {
    return conclude(options, record, (performance.now() - began) / 1000);
  }
  if (session.stoppedBy === 'signal') throw signal?.reason;
  if (session.stoppedBy === 'time') throw timedOut(options.part, record, timeoutSeconds);
  if (record.ending) throw stoppedOnHost(options, record.ending.message);
  if (!result) throw withProgress(lost, options.part, record);
  throw endedWithoutResult(options.part, { ...result, stderr: redact(result.stderr) });
}

/** @throws part-invalid, host-busy, converge-failed */
function conclude(
  { part, mode }: ConvergeHostOptions,
  record: ConvergeRecord,
  seconds: number,
): ConvergeSummary {
  const { ending } = record;
  if (ending?.type === 'refused') {
    const code = ending.code === 'program-failed' ? 'converge-failed' : ending.code;
    throw new TuskarError(code, `${part.host}: ${ending.message}`, { context: { host: part.host } });
  }
  const summary = record.summary(seconds);
  if (ending?.state === 'failed' && mode === 'apply') {
    throw itemsFailed(part, record.failed(), summary.skipped);
  }
  return summary;
}

function stoppedOnHost({ part }: ConvergeHostOptions, reason = 'it gave no reason'): TuskarError {
  const message = `${part.host}: the converge program was stopped on the host: ${reason}`;
  return new TuskarError('host-unreachable', message, { context: { host: part.host } });
}
