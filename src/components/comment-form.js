// Sends the form of a comment without leaving the page, which keeps what was written where it was not taken. It waits
// for the form to be opened.
{
  const form = document.getElementById('write');
  const send = async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    if (button.ariaDisabled) return;
    button.ariaDisabled = true;
    let outcome;
    try {
      const response = await fetch(form.action, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams(new FormData(form)),
        signal: AbortSignal.timeout(2e4),
      });
      outcome = document.getElementById('sent-' + (await response.json()).outcome);
    } catch {}
    outcome ||= document.getElementById('sent-unreachable');
    if (outcome.id == 'sent-received') form.reset();
    button.ariaDisabled = null;
    location.replace('#' + outcome.id);
    outcome.focus();
  };
  form.parentElement.addEventListener('toggle', () => (form.onsubmit = send), { once: true });
}
