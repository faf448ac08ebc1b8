import { TuskarError } from '@tuskar/contract/error.ts';
import type { RackImport } from '@tuskar/contract/rack-file.ts';
import type { Handlers } from '../../../platform/http/handler.ts';
import { type NetboxData, type NetboxOptions, readNetbox } from '../../netbox/client.ts';
import { wantedOfNetbox } from '../../netbox/translate.ts';
import type { RackDeps } from '../deps.ts';
import { exportRacks } from './export.ts';
import { importRacks, type Wanted, wantedOfFile } from './import.ts';

export type FileDeps = RackDeps & { netbox?: (options: NetboxOptions) => Promise<NetboxData> };

export function fileHandlers(deps: FileDeps) {
  const { db, netbox = readNetbox } = deps;

  async function wantedOfNetboxAt(options: NetboxOptions): Promise<Wanted> {
    const data = await netbox(options);
    const machines = await db
      .selectFrom('machine')
      .select(['name', 'serial'])
      .where('state', '!=', 'retired')
      .execute();
    return wantedOfNetbox(data, { url: options.url, machines });
  }

  return {
    'rack.import': async ({ body: { file, netbox: from, dryRun }, actor }): Promise<RackImport> => {
      if ((file === undefined) === (from === undefined)) {
        throw new TuskarError('invalid-request', 'Give either a file or a NetBox to import from.');
      }
      const wanted = file === undefined ? await wantedOfNetboxAt(from as NetboxOptions) : wantedOfFile(file);
      const reason = `import of ${wanted.source}`;
      return await importRacks(deps, wanted, { by: actor.name, reason, dryRun });
    },
    'rack.export': ({ query }) => exportRacks(db, query),
  } satisfies Partial<Handlers>;
}
