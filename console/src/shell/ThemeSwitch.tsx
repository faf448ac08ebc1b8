import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core/dist/dynamic/components/ToggleGroup';
import { DesktopIcon } from '@patternfly/react-icons/dist/dynamic/icons/desktop-icon';
import { MoonIcon } from '@patternfly/react-icons/dist/dynamic/icons/moon-icon';
import { SunIcon } from '@patternfly/react-icons/dist/dynamic/icons/sun-icon';
import { type ThemeChoice, chooseTheme, themeChoices, useThemeChoice } from './theme.ts';

const looks: Record<ThemeChoice, { label: string; Icon: typeof SunIcon }> = {
  system: { label: 'Theme of the system', Icon: DesktopIcon },
  light: { label: 'Light theme', Icon: SunIcon },
  dark: { label: 'Dark theme', Icon: MoonIcon },
};

export function ThemeSwitch() {
  const chosen = useThemeChoice();
  return (
    <ToggleGroup aria-label="Theme" isCompact>
      {themeChoices.map((choice) => {
        const { label, Icon } = looks[choice];
        return (
          <ToggleGroupItem
            key={choice}
            icon={<Icon aria-hidden />}
            aria-label={label}
            isSelected={choice === chosen}
            onChange={() => chooseTheme(choice)}
          />
        );
      })}
    </ToggleGroup>
  );
}
