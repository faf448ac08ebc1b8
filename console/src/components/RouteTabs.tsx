import { Link, type LinkProps } from '@tanstack/react-router';

type RouteTabsProps = { label: string; tabs: { text: string; link: LinkProps }[] };

/** Parts of a page, each with an address of its own: links, so that they open in a new tab of the browser too. */
export function RouteTabs({ label, tabs }: RouteTabsProps) {
  return (
    <nav className="tuskar-tabs" aria-label={label}>
      <ul>
        {tabs.map(({ text, link }) => (
          <li key={text}>
            <Link
              {...link}
              activeOptions={{ exact: true }}
              activeProps={{ className: 'tuskar-tab-here', 'aria-current': 'page' }}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
