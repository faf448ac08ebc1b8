import { TuskarError } from '@tuskar/contract/error.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { createLogger, type Logger } from './platform/log/logger.ts';
import { readSettings } from './settings.ts';

const stopSeconds = 20;

/** The life of the process: from its environment to a signal. */
export async function run(env: NodeJS.ProcessEnv): Promise<void> {
  let log = createLogger();
  try {
    const settings = readSettings(env);
    log = createLogger({ level: settings.logLevel });
    stopOnSignal(await startControlPlane(settings, log), log);
  } catch (error) {
    giveUp(error, log);
  }
}

/** With a reason that its reader can act on: the command line shows the last lines of this log. */
function giveUp(error: unknown, log: Logger): never {
  if (error instanceof TuskarError) {
    log.fatal({ err: error, code: error.code, remedy: error.remedy }, error.message);
  } else {
    log.fatal({ err: error }, 'the control plane could not start');
  }
  process.exit(1);
}

function stopOnSignal(controlPlane: ControlPlane, log: Logger): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.warn('stopping took too long; what is unfinished goes on at the next start');
      process.exit(1);
    }, stopSeconds * 1000).unref();
    controlPlane.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
