import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('lab.down', new URL('./lab-down.scenario.ts', import.meta.url));
