// What the search page does with the words in its address. Pagefind is loaded when there are any.
{
  const most = 20;
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  // Pagefind marks words by tags, and writes angle brackets of the text as entities.
  const excerptOf = ({ excerpt }) =>
    excerpt.split(/<mark>(.*?)<\/mark>/s).map((part, index) => {
      const text = part.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
      return index % 2 ? element('mark', {}, text) : text;
    });
  // The id of a comment's heading is that of the comment, with an ending.
  const placeOf = (place) =>
    element(
      'p',
      {},
      place.anchor ? element('a', { href: place.url.replace(/--by$/, '') }, place.title) : '',
      ' … ',
      ...excerptOf(place),
      ' …',
    );
  const resultOf = ({ url, meta, sub_results: places }) =>
    element(
      'li',
      {},
      element('h2', {}, element('a', { href: url }, meta.title)),
      element(
        'p',
        { className: 'small meta' },
        [meta.author, meta.series, meta.kind].filter(Boolean).join(' · '),
      ),
      ...places.slice(0, 3).map(placeOf),
    );

  addEventListener('DOMContentLoaded', async () => {
    const field = document.getElementById('query');
    const found = document.getElementById('found');
    const all = document.getElementById('all');
    const said = JSON.parse(found.dataset.words);
    const say = (sentence) => (document.getElementById('status').textContent = sentence);
    const asked = new URLSearchParams(location.search);
    const words = (asked.get('q') || '').trim();
    const from = Math.max(0, parseInt(asked.get('from')) || 0);
    if (!words) return field.focus();
    field.value = words;
    document.title = `${words} · ${document.title}`;
    say(said.searching);
    try {
      const { createInstance } = await import(found.dataset.engine);
      // A worker would need a policy of trusted types.
      const engine = createInstance({ noWorker: true, baseUrl: found.dataset.home });
      const { results } = await engine.search(words);
      const shown = results.slice(from, from + most);
      found.start = from + 1;
      found.append(...(await Promise.all(shown.map((one) => one.data()))).map(resultOf));
      const more = results.length - from - shown.length;
      if (more > 0) {
        asked.set('from', from + most);
        found.after(
          element(
            'p',
            {},
            element('a', { href: `?${asked}`, rel: 'next' }, said.more.replace('{count}', more)),
          ),
        );
      }
      const { length } = results;
      const pages = length
        ? length === 1
          ? said.one
          : said.many.replace('{count}', length)
        : said.none;
      // By a function: what is sought may hold what a replacement would take for a sign.
      say(said.found.replace('{pages}', pages).replace('{words}', () => words));
      if (!length) all.classList.add('shown');
    } catch {
      say(said.failed);
      all.classList.add('shown');
    }
  });
}
