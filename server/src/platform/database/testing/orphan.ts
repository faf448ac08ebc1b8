import { join } from 'node:path';
import { silentLogger } from '../../log/logger.ts';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';
import { testOwnership } from './database-server.ts';

/** A process that starts a server, says its id, and waits to be killed. */
const directory = process.argv[2] ?? '';
const server = await startEmbeddedPostgres({
  ...(await testOwnership(directory)),
  stateDirectory: join(directory, 'state'),
  runDirectory: join(directory, 'run'),
  log: silentLogger(),
  settings: { fsync: 'off' },
});
process.stdout.write(`${server.pid()}\n`);
setInterval(() => undefined, 60_000);
