import { Nav, NavGroup, NavItem, NavList } from '@patternfly/react-core/dist/dynamic/components/Nav';
import { PageSidebar, PageSidebarBody } from '@patternfly/react-core/dist/dynamic/components/Page';
import { ExternalLinkAltIcon } from '@patternfly/react-icons/dist/dynamic/icons/external-link-alt-icon';
import { Link, type LinkProps, useMatchRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { OpenIncidents } from '../incidents/OpenIncidents.tsx';
import { useSession } from '../session/session.ts';

type Entry = { to: NonNullable<LinkProps['to']>; text: string; badge?: ReactNode };

const work: Entry[] = [
  { to: '/', text: 'Overview' },
  { to: '/incidents', text: 'Incidents', badge: <OpenIncidents /> },
  { to: '/clouds', text: 'Clouds' },
  { to: '/hosts', text: 'Hosts' },
  { to: '/images', text: 'Images' },
  { to: '/lab', text: 'Lab' },
  { to: '/operations', text: 'Operations' },
];

const hardware: Entry[] = [
  { to: '/racks', text: 'Racks' },
  { to: '/machines', text: 'Machines' },
  { to: '/enrol', text: 'Enrol' },
  { to: '/classes', text: 'Hardware classes' },
  { to: '/burn-ins', text: 'Burn-in' },
  { to: '/parts', text: 'Parts' },
  { to: '/certificates', text: 'Erase certificates' },
  { to: '/undercloud', text: 'Undercloud' },
];

export function Navigation({ isSidebarOpen }: { isSidebarOpen: boolean }) {
  const { permissions } = useSession();
  const access: Entry[] = [
    ...(permissions.includes('audit.read') ? [{ to: '/audit', text: 'Audit trail' } as const] : []),
    ...(permissions.includes('user.read') ? [{ to: '/people', text: 'People' } as const] : []),
    { to: '/tokens', text: 'Tokens' },
  ];
  return (
    <PageSidebar isSidebarOpen={isSidebarOpen}>
      <PageSidebarBody>
        <Nav aria-label="Main">
          <NavList>
            {work.map((entry) => (
              <Destination key={entry.to} entry={entry} />
            ))}
          </NavList>
          <NavGroup title="Hardware">
            {hardware.map((entry) => (
              <Destination key={entry.to} entry={entry} />
            ))}
          </NavGroup>
          <NavGroup title="Access">
            {access.map((entry) => (
              <Destination key={entry.to} entry={entry} />
            ))}
          </NavGroup>
          <NavGroup title="Help">
            <NavItem to="/docs" target="_blank" rel="noreferrer">
              API documentation&nbsp;
              <ExternalLinkAltIcon aria-label="opens in a new tab" />
            </NavItem>
          </NavGroup>
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
}

function Destination({ entry: { to, text, badge } }: { entry: Entry }) {
  const matchRoute = useMatchRoute();
  const isActive = matchRoute({ to, fuzzy: to !== '/' }) !== false;
  return (
    <NavItem isActive={isActive}>
      <Link to={to} {...(isActive ? { 'aria-current': 'page' } : {})}>
        {text} {badge}
      </Link>
    </NavItem>
  );
}
