// What the search page does with the words in its address. Pagefind is loaded when there are any.
{
  const most = 20;
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  // The index has each sign of scripts that put no space between words as a word (see output/search-index.ts).
  const sign =
    /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]\p{M}*/gu;
  const apart = (text) => text.replace(sign, ' $& ');
  const together = (text = '') =>
    text.replace(RegExp(`(?<=${sign.source}(</mark>)?) +(?=(<mark>)?${sign.source})`, 'gu'), '');
  // What is sought in quotation marks of any kind, or in signs alone, is sought as it stands.
  const queryOf = (words) => {
    const plain = words.replace(/[“”„«»「」]/g, '"');
    const spaced = apart(plain).trim();
    return spaced === plain || /[\s"]/.test(plain) ? spaced : `"${spaced}"`;
  };
  const letters = (word) =>
    word
      .normalize('NFD')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase();
  // For a word that is nowhere Pagefind finds the longest beginning of it that is somewhere: nobody asked for that.
  const isNowhere = async (word, engine, marked) =>
    !marked.some((mark) => letters(mark).startsWith(letters(word))) &&
    !(await engine.search(`"${word}"`)).results.length;
  // Pagefind marks words by tags, and writes angle brackets of the text as entities.
  const excerptOf = ({ excerpt }) =>
    together(excerpt)
      .split(/<mark>(.*?)<\/mark>/s)
      .map((part, index) => {
        const text = part.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
        return index % 2 ? element('mark', {}, text) : text;
      });
  const lang = (meta) => (meta.lang ? { lang: meta.lang } : {});
  // The id of a comment's heading is that of the comment, with an ending.
  const placeOf = (place, meta) =>
    element(
      'p',
      { dir: 'auto', ...lang(meta) },
      place.anchor
        ? element('a', { href: place.url.replace(/--by$/, '') }, together(place.title))
        : '',
      ' … ',
      ...excerptOf(place),
      ' …',
    );
  const resultOf = ({ url, meta, sub_results: places }) =>
    element(
      'li',
      {},
      element(
        'h2',
        {},
        element('a', { href: url, dir: 'auto', ...lang(meta) }, together(meta.title)),
      ),
      element(
        'p',
        { className: 'small meta' },
        [meta.author, meta.series, meta.kind].filter(Boolean).map(together).join(' · '),
      ),
      ...places.slice(0, 3).map((place) => placeOf(place, meta)),
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
      const query = queryOf(words);
      let { results } = await engine.search(query);
      const read = (some) => Promise.all(some.map((one) => one.data()));
      if (results.length && !/^\s*".+"\s*$/.test(query)) {
        const first = (await read(results.slice(0, most))).map(({ excerpt }) => excerpt).join();
        const marked = first.match(/(?<=<mark>).*?(?=<\/mark>)/gs) || [];
        const sought = query.match(/[^\s"]*[\p{L}\p{N}][^\s"]*/gu) || [];
        const missing = await Promise.all(sought.map((word) => isNowhere(word, engine, marked)));
        if (missing.some(Boolean)) results = [];
      }
      const shown = results.slice(from, from + most);
      found.start = from + 1;
      found.append(...(await read(shown)).map(resultOf));
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
