import type { Verification } from '@tuskar/contract/cloud.ts';
import { AngleDownIcon } from '@patternfly/react-icons/dist/dynamic/icons/angle-down-icon';
import { AngleRightIcon } from '@patternfly/react-icons/dist/dynamic/icons/angle-right-icon';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { StateLabel } from '../components/StateLabel.tsx';
import { verificationStates } from '../components/states.ts';
import { Elapsed, TimeAgo } from '../components/Time.tsx';
import { CheckList } from './CheckList.tsx';

const suites: Record<Verification['suite'], string> = { acceptance: 'Acceptance', tempest: 'Tempest' };

type VerificationRunProps = { verification: Verification; isFirst: boolean };

/** One run, with its checks. The newest stands open. */
export function VerificationRun({ verification, isFirst }: VerificationRunProps) {
  const { id, suite, state, startedAt, endedAt, operation, passed, failed, skipped } = verification;
  const [isOpen, setOpen] = useState(isFirst);
  const Angle = isOpen ? AngleDownIcon : AngleRightIcon;
  const counts = [
    `${passed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join(', ');
  return (
    <section className="tuskar-panel" aria-labelledby={`verification-${id}`}>
      <div className="tuskar-panel-head">
        <h2 id={`verification-${id}`}>
          <button
            type="button"
            className="tuskar-disclosure"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <Angle aria-hidden /> {suites[suite]} <TimeAgo at={startedAt} />
          </button>
        </h2>
        <StateLabel look={verificationStates[state]} />
        <span className="tuskar-quiet">
          {counts}, <Elapsed from={startedAt} to={endedAt} />
        </span>
        <Link className="tuskar-push" to="/operations/$id" params={{ id: operation }}>
          Operation
        </Link>
      </div>
      {isOpen && <CheckList checks={verification.checks} />}
    </section>
  );
}
