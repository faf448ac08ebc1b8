import { report } from './errors.ts';
import { exitCodes } from './exit-codes.ts';
import { processIo } from './process-io.ts';
import { createProgram } from './program.ts';

const io = processIo();
process.on('SIGINT', () => {
  io.talk('\ninterrupted; what was begun goes on in the server: tuskar operation list');
  process.exit(exitCodes.interrupted.code);
});
// `tuskar image list | head` ends early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await createProgram(io).parseAsync();
} catch (error) {
  process.exitCode = report(io, error);
}
