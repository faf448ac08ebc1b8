import { type Permission, permissions } from '@tuskar/contract/permissions.ts';
import { Checkbox } from '@patternfly/react-core/dist/dynamic/components/Checkbox';
import { FormGroup } from '@patternfly/react-core/dist/dynamic/components/Form';
import { useSession } from '../session/session.ts';

type PermissionChoiceProps = { chosen: Permission[]; onChange: (chosen: Permission[]) => void };

/** What a token may do, out of what its maker may. */
export function PermissionChoice({ chosen, onChange }: PermissionChoiceProps) {
  const session = useSession();
  return (
    <FormGroup
      role="group"
      fieldId="permissions"
      label={
        chosen.length === 0
          ? 'May do: all that you may do'
          : `May do: ${chosen.length} of ${session.permissions.length}`
      }
    >
      <div className="tuskar-permissions">
        {session.permissions.map((permission) => (
          <Checkbox
            key={permission}
            id={`permission-${permission}`}
            label={permissions[permission]}
            isChecked={chosen.includes(permission)}
            onChange={(_, isChosen) =>
              onChange(isChosen ? [...chosen, permission] : chosen.filter((other) => other !== permission))
            }
          />
        ))}
      </div>
    </FormGroup>
  );
}
