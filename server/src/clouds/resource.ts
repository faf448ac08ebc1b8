import type { Cloud } from '@tuskar/contract/cloud.ts';
import type { Db } from '../platform/database/connect.ts';
import { loadContent, newestBlueprint } from './blueprint/store.ts';
import type { BlueprintHeader, CloudRow } from './tables.ts';
import { lastVerification } from './verification-store.ts';

/** The blueprint that tells what the cloud is: the current one, or the newest that is not given up. */
async function tellingHeader(db: Db, row: CloudRow): Promise<BlueprintHeader | undefined> {
  const id =
    row.current_blueprint ??
    (await newestBlueprint(db, row.name, ['proposed', 'approved', 'executing', 'failed']))?.id;
  return id === undefined ? undefined : (await loadContent(db, id)).header;
}

/** The operation that holds the cloud now. */
async function runningOperation(db: Db, cloud: string): Promise<string | null> {
  const row = await db
    .selectFrom('operation_lock')
    .select('operation_id')
    .where('subject_type', '=', 'cloud')
    .where('subject_name', '=', cloud)
    .executeTakeFirst();
  return row?.operation_id ?? null;
}

/** The cloud as the API shows it. */
export async function toCloud(db: Db, row: CloudRow): Promise<Cloud> {
  const header = await tellingHeader(db, row);
  const proposed = await newestBlueprint(db, row.name, ['proposed', 'approved', 'failed']);
  const deployed = row.current_blueprint !== null;
  return {
    name: row.name,
    state: row.state,
    stateReason: row.state_reason,
    stateSince: row.state_since.toISOString(),
    region: header?.region ?? '',
    image: header?.image ?? null,
    hosts: header?.intent.hosts ?? [],
    currentBlueprint: row.current_blueprint,
    proposedBlueprint: proposed?.id ?? null,
    runningOperation: await runningOperation(db, row.name),
    endpoints: (deployed ? (header?.identity?.endpoints ?? []) : []).map(({ type, url }) => ({
      service: type,
      url,
    })),
    dashboardUrl: deployed ? (header?.dashboardUrl ?? null) : null,
    lastVerification: await lastVerification(db, row.name),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
