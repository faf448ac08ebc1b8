import type { Cloud } from '@tuskar/contract/cloud.ts';
import { Link } from '@tanstack/react-router';

/** What goes on with the cloud, or waits for somebody, with the way there. */
export function CloudAttention({ cloud }: { cloud: Cloud }) {
  const { runningOperation, proposedBlueprint } = cloud;
  if (runningOperation === null && proposedBlueprint === null) return null;
  return (
    <ul className="tuskar-attention-line">
      {runningOperation !== null && (
        <li>
          An operation runs on it.{' '}
          <Link to="/operations/$id" params={{ id: runningOperation }}>
            Watch it
          </Link>
        </li>
      )}
      {proposedBlueprint !== null && (
        <li>
          A blueprint waits for a person.{' '}
          <Link to="/blueprints/$id" params={{ id: proposedBlueprint }}>
            Read it
          </Link>
        </li>
      )}
    </ul>
  );
}
