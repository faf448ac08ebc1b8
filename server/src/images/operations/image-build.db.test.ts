import { fourTests } from '../../platform/operations/testing/four-tests.ts';

fourTests('image.build', new URL('./image-build.scenario.ts', import.meta.url));
