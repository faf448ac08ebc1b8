import { Link } from '@tanstack/react-router';
import { Empty } from '../components/Empty.tsx';

/** Instead of what needs a bare-metal service. */
export function NoUndercloud() {
  return (
    <Empty
      title="No bare-metal service is connected"
      command="tuskar undercloud deploy -f under.yaml"
      actions={<Link to="/undercloud/connect">Connect one</Link>}
    >
      Work on machines is done by OpenStack Ironic: on an undercloud that Tuskar deploys, or one that you have
      already.
    </Empty>
  );
}
