import { TuskarError } from '@tuskar/contract/error.ts';
import type { Verification, VerificationCheck } from '@tuskar/contract/cloud.ts';
import type { Json } from '../../platform/json.ts';
import type { OperationDefinition, StepContext } from '../../platform/operations/definition.ts';
import { accessTo } from '../access.ts';
import { announceCloud } from '../announce.ts';
import { loadCompiled } from '../blueprint/store.ts';
import type { CloudDeps } from '../deps.ts';
import { getCloud } from '../store.ts';
import { beginVerification, checksOf, endVerification, recordCheck } from '../verification-store.ts';
import type { Verifier } from '../verify/verifier.ts';

export type CloudVerifyInput = {
  cloud: string;
  suite: Verification['suite'];
  /** tempest only: a regular expression of tests. */
  tests: string | null;
};

export type CloudVerifyDeps = Pick<CloudDeps, 'db' | 'events' | 'secrets'> & {
  verifiers: Record<Verification['suite'], Verifier>;
};

/** A minute or two for acceptance; tempest's whole list takes hours on a small machine. */
const timeLimits: Record<Verification['suite'], number> = { acceptance: 1200, tempest: 4 * 3600 };

const titles: Record<Verification['suite'], string> = {
  acceptance: 'Use the cloud as an operator would',
  tempest: "Run OpenStack's own tests",
};

function logCheck(context: StepContext, check: VerificationCheck): void {
  if (check.state === 'running') return context.progress(check.title);
  if (check.state === 'pending') return;
  const seconds = check.seconds === null ? '' : ` (${check.seconds.toFixed(1)} s)`;
  context.log(`${check.title}: ${check.state}${seconds}`, {
    level: check.state === 'failed' ? 'error' : 'info',
  });
}

/** Verifies a cloud by using it; the verification has the operation's id. Fails where a check does. */
export function cloudVerify(deps: CloudVerifyDeps): OperationDefinition<CloudVerifyInput> {
  const { db, events } = deps;

  async function conclude(id: string, cloud: string): Promise<Json> {
    const checks = (await checksOf(db, [id])).get(id) ?? [];
    const failed = checks.filter((check) => check.state === 'failed');
    const passed = checks.filter((check) => check.state === 'passed').length;
    await endVerification(db, id, failed.length === 0 && passed > 0 ? 'passed' : 'failed');
    await announceCloud(db, events, cloud);
    if (failed.length === 0 && passed > 0) return { passed, skipped: checks.length - passed };
    const names = failed.map((check) => check.title).join(', ');
    throw new TuskarError(
      'verification-failed',
      failed.length === 0
        ? `No check of ${cloud} passed: none was run.`
        : `The cloud ${cloud} fails: ${names}.`,
      { context: { cloud, verification: id, failed: failed.map((check) => check.name) } },
    );
  }

  async function verify({ cloud, suite, tests }: CloudVerifyInput, context: StepContext): Promise<Json> {
    const { id } = context.operation;
    const { current_blueprint: current } = await getCloud(db, cloud);
    if (current === null)
      throw new TuskarError('cloud-not-deployed', `Nothing of the cloud ${cloud} is deployed yet.`);
    const blueprint = await loadCompiled(db, current);
    await beginVerification(db, { id, cloud, suite, operation: id });
    await announceCloud(db, events, cloud);
    await deps.verifiers[suite].verify({
      id,
      access: await accessTo(deps.secrets, { cloud, identity: blueprint.identity }),
      blueprint,
      ...(tests === null ? {} : { tests }),
      report: async (check) => {
        await recordCheck(db, id, check);
        logCheck(context, check);
      },
      log: context.log,
      signal: context.signal,
    });
    return await conclude(id, cloud);
  }

  return {
    kind: 'cloud.verify',
    title: ({ cloud, suite }) => `Verify the cloud ${cloud}${suite === 'tempest' ? ' with tempest' : ''}`,
    subject: ({ cloud }) => ({ type: 'cloud', name: cloud }),
    plan: (input) => [
      {
        title: 'Verify',
        steps: [
          {
            name: 'verify',
            title: titles[input.suite],
            timeoutSeconds: timeLimits[input.suite],
            run: async (context) => ({ state: 'done', result: await verify(input, context) }),
            noUndo: 'a verification removes what it makes, and begins by removing what an earlier one left',
          },
        ],
      },
    ],
    result: (results) => results['verify'] ?? null,
    ended: async ({ cloud }, end, operation) => {
      if (end === 'succeeded') return;
      await endVerification(db, operation.id, 'failed');
      await announceCloud(db, events, cloud);
    },
    nextAction: ({ cloud }) => `Look at the failed checks with: tuskar cloud show ${cloud}`,
  };
}
