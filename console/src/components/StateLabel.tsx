import { Label, type LabelProps } from '@patternfly/react-core/dist/dynamic/components/Label';
import { ToneIcon } from './ToneIcon.tsx';
import type { Tone } from './states.ts';

const colors: Record<Tone, NonNullable<LabelProps['color']>> = {
  good: 'green',
  busy: 'blue',
  attention: 'orange',
  bad: 'red',
  idle: 'grey',
};

type StateLabelProps = { look: { text: string; tone: Tone }; title?: string };

/** A state as a word with its tone: never by colour alone. */
export function StateLabel({ look, title }: StateLabelProps) {
  return (
    <Label
      isCompact
      color={colors[look.tone]}
      icon={<ToneIcon tone={look.tone} />}
      {...(title === undefined ? {} : { title })}
    >
      {look.text}
    </Label>
  );
}
