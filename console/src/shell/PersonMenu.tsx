import {
  Dropdown,
  DropdownItem,
  DropdownList,
} from '@patternfly/react-core/dist/dynamic/components/Dropdown';
import { MenuToggle } from '@patternfly/react-core/dist/dynamic/components/MenuToggle';
import { UserIcon } from '@patternfly/react-icons/dist/dynamic/icons/user-icon';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { useSession } from '../session/session.ts';
import { endSession } from '../session/end-session.ts';

export function PersonMenu() {
  const session = useSession();
  const queryClient = useQueryClient();
  const router = useRouter();
  const signOut = useAction('session.delete', { onSuccess: () => endSession({ router, queryClient }) });
  const [isOpen, setOpen] = useState(false);
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      popperProps={{ position: 'right' }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plainText"
          icon={<UserIcon aria-hidden />}
          isExpanded={isOpen}
          aria-label={`Signed in as ${session.user}, ${session.role}`}
          onClick={() => setOpen(!isOpen)}
        >
          <span className="tuskar-wide-only">{session.user}</span>
        </MenuToggle>
      )}
    >
      <DropdownList>
        <DropdownItem isDisabled description={`Role: ${session.role}`}>
          {session.user}
        </DropdownItem>
        <DropdownItem onClick={() => void router.navigate({ to: '/password' })}>Change password</DropdownItem>
        <DropdownItem onClick={() => signOut.run({})}>Sign out</DropdownItem>
      </DropdownList>
    </Dropdown>
  );
}
