// Runs before the first paint, so that a dark page never flashes white. A file of its own: the content security
// policy allows no inline scripts. src/shell/theme.ts keeps the choice.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('tuskar-theme');
  } catch {
    // Storage is off: follow the system.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('pf-v6-theme-dark', dark);
})();
