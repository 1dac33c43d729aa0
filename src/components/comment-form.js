// Sends the form of a comment without leaving the page, which keeps what was written where it was not taken; counts what
// is written, and fills in which comment is answered.
{
  const form = document.getElementById('write');
  const text = document.getElementById('write-text');
  const count = form.querySelector('output');
  const tell = (name) => {
    const outcome =
      document.getElementById('sent-' + name) || document.getElementById('sent-unreachable');
    location.replace('#' + outcome.id);
    outcome.focus();
  };
  const measure = () => {
    const { length } = [...text.value];
    count.hidden = length < count.dataset.most * 0.8;
    count.firstElementChild.textContent = length.toLocaleString(document.documentElement.lang);
    return length > count.dataset.most;
  };
  const send = async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    if (button.ariaDisabled) return;
    if (measure()) return tell('long');
    button.ariaDisabled = true;
    let outcome;
    try {
      const response = await fetch(form.action, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams(new FormData(form)),
        signal: AbortSignal.timeout(2e4),
      });
      ({ outcome } = await response.json());
    } catch {}
    if (outcome == 'received') {
      form.reset();
      measure();
    }
    button.ariaDisabled = null;
    tell(outcome);
  };
  form.parentElement.addEventListener(
    'toggle',
    () => {
      form.onsubmit = send;
      text.oninput = measure;
    },
    { once: true },
  );
  document.getElementById('comments').addEventListener('click', (event) => {
    const { answers } = event.target.dataset;
    if (!answers) return;
    event.preventDefault();
    form.parentElement.open = true;
    document.getElementById('write-parent').value = answers;
    text.focus();
  });
}
