// Sends the form of a comment without leaving the page, which keeps what was written where it was not taken; counts what
// is written, and fills in which comment is answered, or which passage the address of the page points at.
{
  const by = (id) => document.getElementById(id);
  const form = by('write');
  const text = by('write-text');
  const count = form.querySelector('output');
  const button = form.querySelector('button');
  const tell = (name) => {
    const outcome = by('sent-' + name) || by('sent-unreachable');
    location.replace('#' + outcome.id);
    outcome.focus();
  };
  const tally = () => {
    const { length } = [...text.value];
    const { most } = count.dataset;
    count.hidden = length < most * 0.8;
    count.firstElementChild.textContent = length;
    return length > most;
  };
  form.oninput = tally;
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (button.ariaDisabled) return;
    if (tally()) return tell('long');
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
    if (outcome == 'received') form.reset();
    tally();
    button.ariaDisabled = null;
    tell(outcome);
  };
  const open = (event) => {
    event.preventDefault();
    form.parentElement.open = true;
    text.focus();
  };
  const answer = by('write-answer');
  answer.onclick = open;
  (onhashchange = () => {
    const { hash } = location;
    const link = by(hash.slice(1))?.querySelector('.passage');
    if (link?.hash != hash) return;
    form.passage.selectedIndex = hash.slice(2);
    link.before(' ', answer);
    answer.hidden = false;
  })();
  by('comments').onclick = (event) => {
    const { answers } = event.target.dataset;
    if (!answers) return;
    by('write-parent').value = answers;
    open(event);
  };
}
