import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('machine-scan.run', new URL('./machine-scan-run.scenario.ts', import.meta.url));
