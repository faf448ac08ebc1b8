import {
  Dropdown,
  DropdownGroup,
  DropdownItem,
  DropdownList,
} from '@patternfly/react-core/dist/dynamic/components/Dropdown';
import { MenuToggle } from '@patternfly/react-core/dist/dynamic/components/MenuToggle';
import { useState } from 'react';
import { useForbidden } from '../session/session.ts';
import type { Asked, MenuEntry, MenuGroup } from './menu.ts';

type MachineMenuProps = { groups: MenuGroup[]; onAsk: (asked: Asked) => void };

export function MachineMenu({ groups, onAsk }: MachineMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const choose = (asked: Asked) => {
    setOpen(false);
    onAsk(asked);
  };
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setOpen}
      isScrollable
      maxMenuHeight="min(40rem, 70vh)"
      popperProps={{ position: 'right' }}
      toggle={(ref) => (
        <MenuToggle ref={ref} variant="secondary" isExpanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Actions
        </MenuToggle>
      )}
    >
      {groups.map(({ label, entries }) => (
        <DropdownGroup key={label} label={label} labelHeadingLevel="h2">
          <DropdownList>
            {entries.map((entry) => (
              <Entry key={entry.asked} entry={entry} onAsk={choose} />
            ))}
          </DropdownList>
        </DropdownGroup>
      ))}
    </Dropdown>
  );
}

/** One that is off stays in the order of the keyboard, and says why. */
function Entry({ entry, onAsk }: { entry: MenuEntry; onAsk: (asked: Asked) => void }) {
  const { asked, text, permission, unavailable, isDanger = false } = entry;
  const forbidden = useForbidden(permission);
  const reason = forbidden ?? unavailable;
  return (
    <DropdownItem
      isDanger={isDanger && reason === undefined}
      isAriaDisabled={reason !== undefined}
      {...(reason === undefined
        ? { onClick: () => onAsk(asked) }
        : { tooltipProps: { content: reason, position: 'left' } })}
    >
      {text}
    </DropdownItem>
  );
}
