import type { Blueprint } from '@tuskar/contract/cloud.ts';
import { countOf } from '../components/count.ts';
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
        : `It makes ${countOf(changes, 'change')} on ${countOf(hostsChanged, 'host')}.`}{' '}
      {restarts > 0 && `${countOf(restarts, 'unit restarts', 'units restart')}. `}
      {apiGap.length > 0 && `These APIs do not answer for a moment: ${apiGap.join(', ')}.`}
    </p>
  );
}
