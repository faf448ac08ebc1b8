import { describe, expect, it } from 'vitest';
import { failureCode, readFailure } from './node-failure.ts';

/** As Ironic 29.0.5 wrote it when the agent's stress-ng failed. */
const agentFailed =
  "Agent returned error for clean step {'step': 'burnin_cpu', 'priority': 0, 'interface': 'deploy', 'reboot_requested': False, 'abortable': True, 'requires_ramdisk': True} on node 2f1c7e2e-5d9a-4b6c-8c06-6a9f3f3a8a11 : {'type': 'CleaningError', 'code': 500, 'message': 'Clean step failed', 'details': 'Clean step failed: Error performing clean step burnin_cpu: stress-ng (cpu) failed with error Unexpected error while running command.\\nCommand: stress-ng --cpu 0 --timeout 5\\nExit code: 2\\nStdout: \\'\\'\\nStderr: \"stress-ng: fail:  [1234] cpu: verification failed\\\\nstress-ng: info: unsuccessful run\\\\n\"'}.";

describe('the failure of a node', () => {
  it('is read from what Ironic writes of the agent', () => {
    expect(readFailure(agentFailed)).toEqual({
      step: 'deploy.burnin_cpu',
      command: 'stress-ng --cpu 0 --timeout 5',
      output: [
        '$ stress-ng --cpu 0 --timeout 5',
        'stress-ng: fail:  [1234] cpu: verification failed',
        'stress-ng: info: unsuccessful run',
        'exit code 2',
      ].join('\n'),
      part: null,
    });
  });

  it.each([
    ['Error performing step.\nPart: disk S4YNX0R1\nExit code: 1', 'disk S4YNX0R1'],
    ['fio: io_u error on file /dev/nvme0n1: Input/output error', 'disk /dev/nvme0n1'],
    ['EDAC: corrected errors on DIMM_B2', 'DIMM B2'],
    ['nothing of the kind', null],
  ])('names the part: %j', (text, part) => {
    expect(readFailure(text).part).toBe(part);
  });

  it('names the step that a machine restarted in, as the starter of our Ironic writes it', () => {
    const text =
      'The machine restarted during the clean step deploy.tuskar_burnin_cpu: its agent began anew.';
    expect(readFailure(text)).toMatchObject({ step: 'deploy.tuskar_burnin_cpu', part: null });
    expect(failureCode({ lastError: text, fault: 'clean failure' })).toBe('node-restarted');
  });

  it.each([
    [agentFailed, 'clean failure', 'node-work-failed'],
    [
      "The cleaning state can't be resumed by conductor uc-1. Moving to fail state.",
      null,
      'node-work-interrupted',
    ],
    [
      'Timeout reached while cleaning the node. Please check if the ramdisk responsible for the cleaning is running on the node. Failed on step {}.',
      'clean failure',
      'node-agent-silent',
    ],
    ['Failed to get power state for node 2f1c. Error: Redfish exception occurred.', null, 'node-bmc-failed'],
    [
      "Failed to change power state to 'power on' by 'power on': Failed to set node power state to power on.",
      null,
      'node-power-failed',
    ],
    [null, 'power failure', 'node-bmc-failed'],
    [null, null, 'node-work-failed'],
  ])('of %j with fault %j is %s', (lastError, fault, code) => {
    expect(failureCode({ lastError, fault })).toBe(code);
  });
});
