import {
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadLogo,
  MastheadMain,
  MastheadToggle,
} from '@patternfly/react-core/dist/dynamic/components/Masthead';
import { PageToggleButton } from '@patternfly/react-core/dist/dynamic/components/Page';
import { Link } from '@tanstack/react-router';
import { PersonMenu } from './PersonMenu.tsx';
import { RunningNow } from './RunningNow.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';

type HeaderProps = { isSidebarOpen: boolean; onSidebarToggle: () => void };

export function Header({ isSidebarOpen, onSidebarToggle }: HeaderProps) {
  return (
    <Masthead display={{ default: 'inline' }}>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton
            isHamburgerButton
            aria-label="Navigation"
            isSidebarOpen={isSidebarOpen}
            onSidebarToggle={onSidebarToggle}
          />
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo component={(props) => <Link {...props} to="/" aria-label="Tuskar, overview" />}>
            <img src="/favicon.svg" alt="" width={28} height={28} />
            <span className="tuskar-wordmark">Tuskar</span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <div className="tuskar-masthead-tools">
          <RunningNow />
          <ThemeSwitch />
          <PersonMenu />
        </div>
      </MastheadContent>
    </Masthead>
  );
}
