import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDatabase } from '../../database/connect.ts';
import { withFaults } from './faults.ts';
import type { ScenarioModule } from './scenario.ts';
import { startTestEngine, testLogger } from './test-engine.ts';

export type WorkerProcess = {
  pid: number;
  /** Resolves when it works, or has ended before that. */
  ready: Promise<void>;
  /** How it ended: a signal, or an exit code. */
  ended: Promise<string>;
  kill: (signal: NodeJS.Signals) => void;
};

const compileCache = join(import.meta.dirname, '../../../../../node_modules/.cache/tuskar-tests');

/** A real process that carries a scenario's operation out; with `dieAfter` it kills itself at that step. */
export function startWorkerProcess(options: {
  module: URL;
  databaseUrl: string;
  directory: string;
  dieAfter?: string;
}): WorkerProcess {
  const { dieAfter, ...stage } = options;
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: compileCache,
      TUSKAR_TEST_WORKER: JSON.stringify({ ...stage, module: stage.module.href }),
      ...(dieAfter === undefined ? {} : { TUSKAR_TEST_DIE_AFTER: dieAfter }),
    },
  });
  const ended = once(child, 'exit').then(([code, signal]) => String(signal ?? code));
  return {
    pid: child.pid ?? 0,
    ready: Promise.race([once(child.stdout, 'data'), ended]).then(() => undefined),
    ended,
    kill: (signal) => void child.kill(signal),
  };
}

async function main(stage: { module: string; databaseUrl: string; directory: string }): Promise<void> {
  const database = createDatabase({ url: stage.databaseUrl, log: testLogger() });
  const { scenario } = (await import(stage.module)) as ScenarioModule;
  // It may never come to its end, when Node would do so.
  flushCompileCache();
  const { definition } = await scenario({ database, directory: stage.directory });
  const dieAfter = process.env['TUSKAR_TEST_DIE_AFTER'];
  const engine = await startTestEngine({
    database,
    roles: ['worker'],
    definitions: [withFaults(definition, dieAfter === undefined ? {} : { dieAfter })],
  });
  process.stdout.write('ready\n');
  await once(process, 'SIGTERM');
  await engine.stop();
  await database.close();
}

const own = process.env['TUSKAR_TEST_WORKER'];
if (own !== undefined && import.meta.filename === process.argv[1]) {
  await main(JSON.parse(own) as { module: string; databaseUrl: string; directory: string });
}
