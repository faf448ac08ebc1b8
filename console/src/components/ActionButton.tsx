import type { Permission } from '@tuskar/contract/permissions.ts';
import { Button, type ButtonProps } from '@patternfly/react-core/dist/dynamic/components/Button';
import { Tooltip } from '@patternfly/react-core/dist/dynamic/components/Tooltip';
import { useForbidden } from '../session/session.ts';

type ActionButtonProps = Omit<ButtonProps, 'isDisabled' | 'isAriaDisabled'> & {
  permission?: Permission;
  /** Why it cannot be done now; undefined where it can. */
  unavailable?: string | undefined;
  /** What it does, where the label does not say all. */
  hint?: string;
};

/** A button that says why it is off, also to the keyboard: it stays in the tab order. */
export function ActionButton({ permission, unavailable, hint, ...props }: ActionButtonProps) {
  const forbidden = useForbidden(permission);
  const reason = forbidden ?? unavailable;
  const button = <Button {...props} isAriaDisabled={reason !== undefined} />;
  const tooltip = reason ?? hint;
  return tooltip === undefined ? button : <Tooltip content={tooltip}>{button}</Tooltip>;
}
