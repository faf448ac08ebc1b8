import type { KeeperClient } from '@tuskar/lab/keeper/client.ts';
import { sql } from 'kysely';
import type { Db } from './platform/database/connect.ts';
import type { HealthCheck } from './platform/http/health.ts';

/** A worker whose sign of life is older than this counts as gone. */
const heartbeatSeconds = 30;

/** What /healthz looks at. */
export function healthChecks(options: {
  db: Db;
  keeper: KeeperClient;
  roles: readonly ('api' | 'worker')[];
}): HealthCheck[] {
  const { db, keeper, roles } = options;
  return [
    {
      name: 'database',
      needed: 'yes',
      check: async () => {
        await sql`SELECT 1`.execute(db);
        return null;
      },
    },
    {
      name: 'engine',
      needed: roles.includes('worker') ? 'yes' : 'no',
      check: async () => {
        const workers = await countWorkers(db);
        if (workers === 0) throw new Error('no worker carries out operations');
        return `${workers} ${workers === 1 ? 'worker' : 'workers'}`;
      },
    },
    {
      name: 'keeper',
      needed: 'no',
      check: async () => `lab ${(await keeper.status()).lab.state}`,
    },
  ];
}

async function countWorkers(db: Db): Promise<number> {
  const row = await db
    .selectFrom('operation_executor')
    .select(({ fn }) => fn.countAll<string>().as('workers'))
    .where('heartbeat_at', '>', sql<Date>`now() - make_interval(secs => ${heartbeatSeconds})`)
    .executeTakeFirstOrThrow();
  return Number(row.workers);
}
