import { TuskarError } from '@tuskar/contract/error.ts';
import { pino } from 'pino';
import { serveBmcs } from './serve.ts';

const log = pino({ name: 'bmc' });

serveBmcs(() => {
  throw new TuskarError('lab-unsupported', 'This version of the lab has no QEMU machines.');
}, log).catch((error: unknown) => {
  log.fatal({ err: error }, 'the BMCs cannot start');
  process.exitCode = 1;
});
