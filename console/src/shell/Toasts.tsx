import {
  Alert,
  AlertActionCloseButton,
  AlertGroup,
} from '@patternfly/react-core/dist/dynamic/components/Alert';
import { Link } from '@tanstack/react-router';
import { dismiss, useToasts } from './toasts.ts';

const shownMs = 8_000;

export function Toasts() {
  const toasts = useToasts();
  return (
    <AlertGroup isToast isLiveRegion aria-label="Notifications">
      {toasts.map(({ id, tone, title, detail, link }) => (
        <Alert
          key={id}
          variant={tone}
          title={title}
          timeout={tone === 'danger' ? false : shownMs}
          onTimeout={() => dismiss(id)}
          actionClose={<AlertActionCloseButton onClose={() => dismiss(id)} />}
          actionLinks={link && <Link {...link.to}>{link.text}</Link>}
        >
          {detail}
        </Alert>
      ))}
    </AlertGroup>
  );
}
