import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { redact, redacted } from './redact.ts';

export type Logger = PinoLogger;

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** What a line is about. Give it once, with `log.child(bindings)`, where the work begins. */
export type LogBindings = {
  request?: string;
  operation?: string;
  step?: string;
  host?: string;
  machine?: string;
  cloud?: string;
};

export type LoggerOptions = {
  level?: LogLevel;
  /** Where the JSON lines go; by default standard output. */
  destination?: DestinationStream;
};

/** JSON lines with RFC 3339 times. Values under keys that hold secrets never reach the output. */
export function createLogger({ level = 'info', destination }: LoggerOptions = {}): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: redact,
    },
    serializers: { err: pino.stdSerializers.err },
    // The formatter does not see what a child is bound to.
    redact: { paths: ['authorization', 'cookie', 'password', 'secret', 'token'], censor: redacted },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}
