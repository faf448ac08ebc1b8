import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type Database } from '../server/src/platform/database/connect.ts';
import { migrate } from '../server/src/platform/database/migrate.ts';
import { startServerIn } from '../server/src/platform/database/testing/database-server.ts';
import type { Logger } from '../server/src/platform/log/logger.ts';

/** A database of the benchmark's own. As root it runs as nobody, since PostgreSQL refuses to run as root. */
export async function startDatabase(log: Logger): Promise<{ database: Database; stop: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-bench-'));
  const server = await startServerIn(directory, { log });
  const database = createDatabase({ url: server.url, log });
  await migrate(database, { log });
  return {
    database,
    stop: async () => {
      await database.close();
      await server.stop();
      await rm(directory, { recursive: true });
    },
  };
}
