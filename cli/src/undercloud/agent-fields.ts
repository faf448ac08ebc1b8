import type { UndercloudAgent } from '@tuskar/contract/undercloud.ts';

/** Which agent an undercloud has, and what to do where it should be another. */
export function agentFields({
  state,
  image,
  newest,
  nextAction,
}: UndercloudAgent): [string, string | null][] {
  const name = image ?? 'of an image that is here no longer';
  const agent = {
    newest: `${image}, the newest`,
    older: `${name}; the newest is ${newest}`,
    missing: 'none: no machine can be worked on',
    unknown: image ?? 'not known',
  }[state];
  return [
    ['agent', agent],
    ['to do', nextAction],
  ];
}
