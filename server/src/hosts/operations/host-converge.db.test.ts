import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('host.converge', new URL('./host-converge.scenario.ts', import.meta.url));
