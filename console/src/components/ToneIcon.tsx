import { CheckCircleIcon } from '@patternfly/react-icons/dist/dynamic/icons/check-circle-icon';
import { ExclamationCircleIcon } from '@patternfly/react-icons/dist/dynamic/icons/exclamation-circle-icon';
import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/dynamic/icons/exclamation-triangle-icon';
import { InProgressIcon } from '@patternfly/react-icons/dist/dynamic/icons/in-progress-icon';
import { MinusCircleIcon } from '@patternfly/react-icons/dist/dynamic/icons/minus-circle-icon';
import type { Tone } from './states.ts';

const icons: Record<Tone, typeof CheckCircleIcon> = {
  good: CheckCircleIcon,
  busy: InProgressIcon,
  attention: ExclamationTriangleIcon,
  bad: ExclamationCircleIcon,
  idle: MinusCircleIcon,
};

/** Stands beside words that say the same. */
export function ToneIcon({ tone }: { tone: Tone }) {
  const Icon = icons[tone];
  return <Icon className={`tuskar-tone tuskar-tone-${tone}`} aria-hidden />;
}
