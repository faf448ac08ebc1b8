import { CloudIcon } from '@patternfly/react-icons/dist/dynamic/icons/cloud-icon';
import { Empty } from '../components/Empty.tsx';

export function NoClouds() {
  return (
    <Empty title="No cloud yet" icon={CloudIcon} command="tuskar try">
      A cloud begins with an intent, cloud.yaml: which hosts, which networks, which services. To get a whole
      one on virtual hosts, on the machine that Tuskar runs on:
    </Empty>
  );
}
