import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('machine-bulk.run', new URL('./machine-bulk-run.scenario.ts', import.meta.url));
