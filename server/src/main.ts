import { TuskarError } from '@tuskar/contract/error.ts';
import { startControlPlane } from './control-plane.ts';
import { createLogger } from './platform/log/logger.ts';
import { readSettings, type Settings } from './settings.ts';

const stopSeconds = 20;

/** Ends the process with a reason that its reader can act on: the command line shows the last lines of this log. */
function giveUp(error: unknown): never {
  const log = createLogger();
  if (error instanceof TuskarError)
    log.fatal({ err: error, code: error.code, remedy: error.remedy }, error.message);
  else log.fatal({ err: error }, 'the control plane could not start');
  process.exit(1);
}

function settingsOrEnd(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    return giveUp(error);
  }
}

const settings = settingsOrEnd();
const log = createLogger({ level: settings.logLevel });
const running = await startControlPlane(settings, log).catch(giveUp);

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.warn('stopping took too long; what is unfinished goes on at the next start');
      process.exit(1);
    }, stopSeconds * 1000).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  });
}
