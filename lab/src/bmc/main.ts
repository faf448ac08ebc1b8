import { pino } from 'pino';
import { qemuBodies } from '../qemu/maker.ts';
import { serveBmcs } from './serve.ts';

const log = pino({ name: 'bmc' });

serveBmcs(qemuBodies(process.env, log), log).catch((error: unknown) => {
  log.fatal({ err: error }, 'the BMCs cannot start');
  process.exitCode = 1;
});
