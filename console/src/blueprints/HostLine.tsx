import { AngleDownIcon } from '@patternfly/react-icons/dist/dynamic/icons/angle-down-icon';
import { AngleRightIcon } from '@patternfly/react-icons/dist/dynamic/icons/angle-right-icon';
import { countOf } from '../components/count.ts';
import type { ChangeRow } from './change-rows.ts';

type HostLineProps = { row: ChangeRow & { kind: 'host' }; onToggle: (isOpen: boolean) => void };

const what = { add: 'new host', change: '', remove: 'host leaves the cloud' } as const;

export function HostLine({ row: { host, shown, isOpen }, onToggle }: HostLineProps) {
  const Angle = isOpen ? AngleDownIcon : AngleRightIcon;
  return (
    <button
      type="button"
      className="tuskar-host-line"
      aria-expanded={isOpen}
      onClick={() => onToggle(!isOpen)}
    >
      <Angle aria-hidden />
      <span className="tuskar-wave-title">{host.host}</span>
      <span className="tuskar-quiet">
        {countOf(shown, 'change')}
        {what[host.change] !== '' && `, ${what[host.change]}`}
      </span>
    </button>
  );
}
