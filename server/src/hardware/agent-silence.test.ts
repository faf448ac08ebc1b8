import { expect, it } from 'vitest';
import { heedSilence } from './agent-silence.ts';
import type { NodeGlance } from './bare-metal.ts';

type Seen = Partial<Pick<NodeGlance, 'provisionState' | 'provisionChangedAt' | 'step'>>;

/** Looks at a node every so many seconds; the last look's outcome. */
async function look(seconds: number[], seenAt: (second: number) => Seen): Promise<string> {
  let second = 0;
  const heed = heedSilence(() => second * 1000);
  const step = { interface: 'deploy', name: 'tuskar_burnin_cpu' };
  for (second of seconds) {
    const node = {
      id: 'n',
      provisionState: 'clean wait',
      provisionChangedAt: 'once',
      step,
      ...seenAt(second),
    };
    // The port is made anew for each look.
    const port = heed({ glance: async (_id: string) => node as NodeGlance });
    const outcome = await port.glance('n').then(
      () => 'heard',
      (error: { code?: string; message: string }) => `${error.code}: ${error.message}`,
    );
    if (outcome !== 'heard') return outcome;
  }
  return 'heard';
}

const every = (step: number, until: number) =>
  Array.from({ length: until / step + 1 }, (_, look) => look * step);
const quarter = every(5, 900);

it('an agent that does not report in the middle of a step is given up after ten minutes', async () => {
  expect(await look(every(5, 595), () => ({}))).toBe('heard');
  const outcome = await look(quarter, () => ({}));
  expect(outcome).toMatch(/^node-agent-silent: .* for 10 minutes in the step deploy\.tuskar_burnin_cpu/);
});

it.each<[string, (second: number) => Seen]>([
  ['reports', (second) => ({ provisionChangedAt: `report ${Math.floor(second / 180)}` })],
  ['is still to boot', () => ({ step: null })],
  ['has done its step', () => ({ provisionState: 'manageable' })],
  [
    'is waited for by nobody for a moment',
    (second) => ({ provisionState: second % 300 === 0 ? 'cleaning' : 'clean wait' }),
  ],
  ['is of a service that does not tell', () => ({ provisionChangedAt: null })],
])('an agent that %s is not silent', async (_, seenAt) => {
  expect(await look(quarter, seenAt)).toBe('heard');
});

it('what nobody looked at does not count: the service itself may have been away', async () => {
  expect(await look([0, 5, 10, 800, 805], () => ({}))).toBe('heard');
});
