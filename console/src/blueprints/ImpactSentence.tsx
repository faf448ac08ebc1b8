import type { Blueprint } from '@tuskar/contract/cloud.ts';
import { StateLabel } from '../components/StateLabel.tsx';
import { impacts } from '../components/states.ts';

/** What it does to those who use the cloud, before somebody says yes to it. */
export function ImpactSentence({ blueprint }: { blueprint: Blueprint }) {
  const { impact, changes, hostsChanged, restarts, apiGap } = blueprint.summary;
  return (
    <p>
      <StateLabel look={impacts[impact]} />{' '}
      {changes === 0
        ? 'It changes nothing.'
        : `It makes ${changes} ${changes === 1 ? 'change' : 'changes'} on ${hostsChanged} ${hostsChanged === 1 ? 'host' : 'hosts'}.`}{' '}
      {restarts > 0 && `${restarts} ${restarts === 1 ? 'unit restarts' : 'units restart'}. `}
      {apiGap.length > 0 && `These APIs do not answer for a moment: ${apiGap.join(', ')}.`}
    </p>
  );
}
