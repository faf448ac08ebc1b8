import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('machine.enrol', new URL('./machine-enrol.scenario.ts', import.meta.url));
