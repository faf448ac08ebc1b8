import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from '@patternfly/react-core/dist/dynamic/components/DescriptionList';
import type { ReactNode } from 'react';

/** A wide one has a line of its own. */
export type Fact = { term: string; value: ReactNode; isWide?: boolean };

/** What there is to know of a thing, in as many columns as fit. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <DescriptionList isCompact className="tuskar-facts">
      {facts.map(({ term, value, isWide = false }) => (
        <DescriptionListGroup key={term} className={isWide ? 'tuskar-fact-wide' : ''}>
          <DescriptionListTerm>{term}</DescriptionListTerm>
          <DescriptionListDescription>{value}</DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}
