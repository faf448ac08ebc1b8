import type { VerificationCheck } from '@tuskar/contract/cloud.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { deployExample } from '../testing/deploy.ts';
import { createWorld } from '../testing/world.ts';
import { listVerifications } from '../verification-store.ts';
import type { Verifier } from '../verify/verifier.ts';
import { cloudVerify } from './cloud-verify.ts';

export async function prepare(stage: Stage): Promise<void> {
  const world = createWorld(stage);
  await world.addHost('try-1', 1);
  await deployExample(world);
}

/** Three checks, each first begun and then passed. */
const verifier: Verifier = {
  verify: async ({ report }) => {
    for (const name of ['token', 'image', 'server']) {
      const check: VerificationCheck = { name, title: name, state: 'running', seconds: null, output: null };
      await report(check);
      await report({ ...check, state: 'passed', seconds: 0.1 });
    }
  },
};

/** A deployed cloud is verified; however often the step runs, there is one verification. */
export function scenario(stage: Stage): Scenario {
  const { deps } = createWorld(stage);
  const definition = cloudVerify({ ...deps, verifiers: { acceptance: verifier, tempest: verifier } });
  return {
    definition: definition as unknown as OperationDefinition,
    input: { cloud: 'try', suite: 'acceptance', tests: null },
    check: async () => {
      const [one, ...more] = await listVerifications(deps.db, 'try');
      if (more.length > 0) throw new Error(`there are ${more.length + 1} verifications`);
      if (one?.state !== 'passed' || one.passed !== 3 || one.checks.length !== 3)
        throw new Error(`the verification is ${JSON.stringify(one)}`);
    },
    leftovers: async () => [],
  };
}
