import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('machine.retest', new URL('./machine-retest.scenario.ts', import.meta.url));
