import type { OperationLogLine } from '@tuskar/contract/operation.ts';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { send } from '../api/query.ts';

/** The lines of an operation's log so far, by rising `seq`. */
export type OperationLog = { lines: OperationLogLine[] };

const pageSize = 5_000;

/** Adds lines that are not there yet. Lines mostly arrive in order, so the common case only appends. */
export function withLines(log: OperationLog, added: readonly OperationLogLine[]): OperationLog {
  const last = log.lines.at(-1)?.seq ?? -1;
  const newer = added.filter((line) => line.seq > last);
  if (newer.length === added.length) return { lines: log.lines.concat(newer) };
  const bySeq = new Map([...log.lines, ...added].map((line) => [line.seq, line]));
  return { lines: [...bySeq.values()].sort((a, b) => a.seq - b.seq) };
}

/** Reads on from the last line that is cached; lines that events brought meanwhile are kept. */
export function operationLogQuery(queryClient: QueryClient, id: string) {
  const queryKey = ['operation.log', { params: { id } }] as const;
  const cached = () => queryClient.getQueryData<OperationLog>(queryKey) ?? { lines: [] };
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }): Promise<OperationLog> => {
      let log = cached();
      for (;;) {
        const after = log.lines.at(-1)?.seq ?? 0;
        const request = { params: { id }, query: { after, limit: pageSize } };
        const { items } = await send('operation.log', request, { signal });
        log = withLines(log, items);
        if (items.length < pageSize) return withLines(cached(), log.lines);
      }
    },
  });
}

export type LogFilter = { step?: string | undefined; host?: string | undefined; text?: string | undefined };

export function filterLines(lines: OperationLogLine[], { step, host, text }: LogFilter): OperationLogLine[] {
  if (step === undefined && host === undefined && !text) return lines;
  const wanted = text?.toLowerCase() ?? '';
  return lines.filter(
    (line) =>
      (step === undefined || line.step === step) &&
      (host === undefined || line.host === host) &&
      line.line.toLowerCase().includes(wanted),
  );
}
