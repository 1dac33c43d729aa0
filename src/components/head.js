// What is done before anything is painted. It stands in the head as it is, behind the styles, without these lines. The
// face of the text is loaded, which browsers do first where text is, and one that the page brings along is there in time.
// Then the switch between light and dark: pages that are open or made ready elsewhere follow it.
{
  const root = document.documentElement;
  document.fonts.load('1em ' + getComputedStyle(root).fontFamily.split(',')[0]).catch(() => {});
  const show = (theme) => (root.dataset.theme = theme || '');
  try {
    show(localStorage.theme);
  } catch {}
  addEventListener('storage', ({ key, newValue }) => key == 'theme' && show(newValue));
  addEventListener('DOMContentLoaded', () => {
    const select = document.getElementById('theme');
    select.value = root.dataset.theme || '';
    select.onchange = () => {
      show(select.value);
      try {
        localStorage.theme = select.value;
      } catch {}
    };
  });
}
