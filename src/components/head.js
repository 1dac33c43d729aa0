// The switch between light and dark. It stands in the head as it is, without these lines: the choice is there before
// anything is painted, and pages that are open or made ready elsewhere follow it.
{
  const root = document.documentElement;
  const show = (theme) => (theme ? (root.dataset.theme = theme) : delete root.dataset.theme);
  try {
    show(localStorage.theme);
  } catch {}
  addEventListener('storage', (event) => event.key == 'theme' && show(event.newValue));
  addEventListener('DOMContentLoaded', () => {
    const select = document.getElementById('theme');
    select.value = root.dataset.theme || '';
    select.onchange = () => {
      show(select.value);
      try {
        select.value ? (localStorage.theme = select.value) : delete localStorage.theme;
      } catch {}
    };
  });
}
