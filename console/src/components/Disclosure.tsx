import { AngleDownIcon } from '@patternfly/react-icons/dist/dynamic/icons/angle-down-icon';
import { AngleRightIcon } from '@patternfly/react-icons/dist/dynamic/icons/angle-right-icon';
import { type ReactNode, useId, useState } from 'react';

type DisclosureProps = {
  title: ReactNode;
  /** What is told of it while it is closed, too. */
  aside?: ReactNode;
  isOpenAtFirst: boolean;
  children: ReactNode;
};

/** A part of a page that opens under its title. */
export function Disclosure({ title, aside, isOpenAtFirst, children }: DisclosureProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const Angle = isOpen ? AngleDownIcon : AngleRightIcon;
  return (
    <section className="tuskar-panel" aria-labelledby={id}>
      <div className="tuskar-panel-head">
        <h3 id={id}>
          <button
            type="button"
            className="tuskar-disclosure"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <Angle aria-hidden /> {title}
          </button>
        </h3>
        {aside}
      </div>
      {isOpen && children}
    </section>
  );
}
