import type { Machine } from '@tuskar/contract/machine.ts';

export type Provider = Machine['provider'];

/** Which service works on a machine. */
export const providers: { value: Provider; text: string }[] = [
  { value: 'ironic', text: 'The undercloud (Ironic)' },
  { value: 'simulated', text: 'Simulated: nothing of it is real' },
];
