import type { Db } from '../../platform/database/connect.ts';
import type { Reconciler } from '../../platform/reconcilers/reconciler.ts';
import type { Secrets } from '../../security/secrets.ts';
import { forgetCredentials } from './credentials.ts';
import { markCredentialsForgotten, scansWithOldCredentials } from './store.ts';

/** Credentials that a scan was begun with are kept for a day, to enrol what it found. */
export function scanCredentials({ db, secrets }: { db: Db; secrets: Secrets }): Reconciler {
  return {
    name: 'scan-credentials',
    everySeconds: 3600,
    pass: async () => {
      const old = await scansWithOldCredentials(db);
      for (const id of old) {
        await forgetCredentials(secrets, id);
        await markCredentialsForgotten(db, id);
      }
      return { forgotten: old.length };
    },
  };
}
