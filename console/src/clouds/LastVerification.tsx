import type { Cloud } from '@tuskar/contract/cloud.ts';
import { Link } from '@tanstack/react-router';
import { StateLabel } from '../components/StateLabel.tsx';
import { verificationStates } from '../components/states.ts';
import { TimeAgo } from '../components/Time.tsx';

type LastVerificationProps = { cloud: string; verification: Cloud['lastVerification'] };

export function LastVerification({ cloud, verification }: LastVerificationProps) {
  if (verification === null) return <span className="tuskar-quiet">Never verified</span>;
  return (
    <>
      <Link to="/clouds/$name/verifications" params={{ name: cloud }}>
        <StateLabel look={verificationStates[verification.state]} />
      </Link>{' '}
      <TimeAgo at={verification.at} />
    </>
  );
}
