import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('lab.up', new URL('./lab-up.scenario.ts', import.meta.url));
