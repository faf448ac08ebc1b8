import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { TuskarError } from '@tuskar/contract/error.ts';
import { fromWire, StreamEvent, type StreamProgress } from './protocol.ts';

export type StreamCallbacks = {
  onProgress?: (progress: StreamProgress) => void;
  onLog?: (line: string) => void;
};

/** Reads a stream of the keeper to its end and returns the result; throws the keeper's error, or `keeper-unreachable`. */
export async function readStream(input: Readable, { onProgress, onLog }: StreamCallbacks): Promise<unknown> {
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      const event = StreamEvent.parse(JSON.parse(line));
      if (event.type === 'result') return event.result;
      if (event.type === 'error') throw fromWire(event.error);
      if (event.type === 'progress') onProgress?.(event);
      else onLog?.(event.line);
    }
  } catch (error) {
    if (error instanceof TuskarError || (error as Error).name === 'AbortError') throw error;
    throw lost(error);
  }
  throw lost(undefined);
}

function lost(cause: unknown): TuskarError {
  return new TuskarError('keeper-unreachable', 'The lab keeper ended in the middle of its work.', {
    cause,
    remedy: 'Start it again with: tuskar server start. It goes on where it was; then repeat the request.',
  });
}
