import { Breadcrumb, BreadcrumbItem } from '@patternfly/react-core/dist/dynamic/components/Breadcrumb';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { Title } from '@patternfly/react-core/dist/dynamic/components/Title';
import { Link, type LinkProps } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { hasPageChanged } from '../shell/page-changes.ts';

type PageHeadingProps = {
  title: string;
  /** The pages above, outermost first. */
  above?: { text: string; link: LinkProps }[];
  state?: ReactNode;
  actions?: ReactNode;
  /** A line under the title. */
  children?: ReactNode;
};

/** The head of a page. A change of page puts the focus on its title, so that a screen reader says where it is. */
export function PageHeading({ title, above = [], state, actions, children }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(title, above);
  useEffect(() => {
    if (hasPageChanged()) heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <PageSection className="tuskar-heading" hasBodyWrapper={false}>
      {above.length > 0 && (
        <Breadcrumb>
          {above.map(({ text, link }) => (
            <BreadcrumbItem
              key={text}
              render={({ className }) => (
                <Link className={className} {...link}>
                  {text}
                </Link>
              )}
            />
          ))}
          <BreadcrumbItem isActive>{title}</BreadcrumbItem>
        </Breadcrumb>
      )}
      <div className="tuskar-heading-line">
        <Title headingLevel="h1" size="2xl" ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {state}
        {actions !== undefined && <div className="tuskar-heading-actions">{actions}</div>}
      </div>
      {children}
    </PageSection>
  );
}

export function useDocumentTitle(title: string, above: { text: string }[] = []): void {
  const full = [title, ...above.map(({ text }) => text).toReversed(), 'Tuskar'].join(' · ');
  useEffect(() => {
    document.title = full;
  }, [full]);
}
