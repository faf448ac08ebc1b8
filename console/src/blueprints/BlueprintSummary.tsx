import type { Blueprint } from '@tuskar/contract/cloud.ts';
import { Link } from '@tanstack/react-router';
import { CopyButton } from '../components/Command.tsx';
import { countOf, formatCount } from '../components/count.ts';
import { type Fact, Facts } from '../components/Facts.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { impacts } from '../components/states.ts';
import { TimeAgo } from '../components/Time.tsx';
import { BlueprintLink } from './BlueprintLink.tsx';

/** The figures, the worst it does, and who made, approved and executed it. */
export function BlueprintSummary({ blueprint }: { blueprint: Blueprint }) {
  const { id, summary, parent, image, createdAt, createdBy, approvedAt, approvedBy, executedBy } = blueprint;
  const { impact, changes, hostsChanged, hosts, restarts, apiGap } = summary;
  const facts: Fact[] = [
    {
      term: 'Impact',
      value: (
        <>
          <StateLabel look={impacts[impact]} />{' '}
          <span className="tuskar-quiet">{impacts[impact].meaning}</span>
        </>
      ),
    },
    {
      term: 'Changes',
      value:
        changes === 0
          ? `None on ${countOf(hosts, 'host')}`
          : `${formatCount(changes)} on ${formatCount(hostsChanged)} of ${countOf(hosts, 'host')}`,
    },
    { term: 'Restarts', value: restarts === 0 ? 'None' : countOf(restarts, 'unit') },
    { term: 'APIs with a gap', value: apiGap.length === 0 ? 'None' : apiGap.join(', ') },
    {
      term: 'Made',
      value: (
        <>
          by {createdBy}, <TimeAgo at={createdAt} />
        </>
      ),
    },
    ...(approvedAt === null || approvedBy === null
      ? []
      : [
          {
            term: 'Approved',
            value: (
              <>
                by {approvedBy}, <TimeAgo at={approvedAt} />
                {blueprint.approvalReason !== null && <>: “{blueprint.approvalReason}”</>}
              </>
            ),
          },
        ]),
    ...(executedBy === null
      ? []
      : [
          {
            term: 'Execution',
            value: (
              <Link to="/operations/$id" params={{ id: executedBy }}>
                {executedBy}
              </Link>
            ),
          },
        ]),
    {
      term: 'Against',
      value: parent === null ? 'Nothing: it is the first' : <BlueprintLink id={parent} />,
    },
    {
      term: 'Image',
      value: (
        <Link to="/images/$id" params={{ id: image }}>
          {image}
        </Link>
      ),
    },
    {
      term: 'Id',
      isWide: true,
      value: (
        <>
          <code className="tuskar-long">{id}</code> <CopyButton text={id} label="Copy the id" />
        </>
      ),
    },
  ];
  return <Facts facts={facts} />;
}
