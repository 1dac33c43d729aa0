// What programs that make sites take for orders within a text: Hugo’s and WordPress’s shortcodes, Jekyll’s Liquid.

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The attributes of a shortcode by their names. */
const attributesOf = (source: string): Record<string, string> =>
  Object.fromEntries(
    [...source.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]}%]+))/g)].map(
      ([, name = '', double, single, bare]) => [name, double ?? single ?? bare ?? ''],
    ),
  );

function figureOf(source: string): string | undefined {
  const { src, image_path, link, alt = '', caption, title, attr } = attributesOf(source);
  const address = src ?? image_path ?? link;
  if (address === undefined) return undefined;
  const words = [caption ?? title, attr].filter(Boolean).join(' ');
  const below = words === '' ? '' : `<figcaption>${escaped(words)}</figcaption>`;
  return `\n\n<figure><img src="${escaped(address)}" alt="${escaped(alt)}">${below}</figure>\n\n`;
}

/** Markdown in which figures and code of Hugo and Jekyll are what they mean, and other orders are left out and named. */
export function fromShortcodes(body: string): { markdown: string; lost: string[] } {
  const lost = new Set<string>();
  const kept: string[] = [];
  // What is code says nothing to these programs, but for {% raw %} and the like.
  const keep = (code: string) => `\u0001${kept.push(code) - 1}\u0001`;
  const drop = (name: string) => {
    lost.add(`the order ${name}`);
    return '';
  };
  const markdown = body
    .replace(/^(`{3,}|~{3,})[^]*?^\1[^\S\n]*$/gm, keep)
    .replace(
      /\{[{%][<%]?-?\s*highlight\s+(\w*)[^}]*\}+\n?([^]*?)\{[{%][<%]?-?\s*(?:end|\/\s*)highlight\s*-?[>%]?\}+/g,
      (_, language: string, code: string) =>
        keep(`\n\`\`\`${language}\n${code.trimEnd()}\n\`\`\`\n`),
    )
    .replace(/(`+)[^`\n]+\1/g, keep)
    .replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, '')
    // The title, which the page has anyway.
    .replace(/^(?:#\s*)?\{\{\s*page\.title\s*\}\}[^\S\n]*\n(?:[=-]+[^\S\n]*\n)?/gm, '')
    .replace(
      /\{\{\s*["']?(?:site\.(?:baseurl|url)|[^}|]*\|\s*(?:relative|absolute)_url)[^}]*\}\}/g,
      (found) => /["']([^"']+)["']/.exec(found)?.[1] ?? '',
    )
    .replace(/\{%-?\s*(?:post_url|link)\s+(\S+?)\s*-?%\}/g, '$1')
    .replace(/\{\{[<%]\s*(?:rel)?ref\s+"?([^"\s>%]+)"?\s*[>%]\}\}/g, '$1')
    .replace(
      /\{\{[<%]-?\s*(\/?[\w/-]+)([^]*?)\/?\s*-?[>%]\}\}|\{%-?\s*(\w+)\s*([^]*?)-?%\}/g,
      (_, hugo?: string, hugoRest?: string, liquid?: string, liquidRest?: string) => {
        const [name = '', rest = ''] = [hugo ?? liquid, hugoRest ?? liquidRest];
        const isFigure = name === 'figure' || (name === 'include' && /^figure\b/.test(rest));
        return (isFigure ? figureOf(rest) : undefined) ?? drop(name.replace(/^(\/|end)/, ''));
      },
    )
    .replace(/^[^\S\n]*\{:[^}\n]*\}[^\S\n]*$|\{:\s*[.#][^}\n]*\}/gm, '')
    .replace(/\{\{[^{}\n]*\}\}/g, drop)
    .replace(/^(?:import|export) .*(?:['"]|;)$/gm, (found) => drop(found.split(' ')[0] ?? ''))
    .replace(/\u0001(\d+)\u0001/g, (_, at: string) => kept[Number(at)] ?? '')
    .replace(/\u0001(\d+)\u0001/g, (_, at: string) => kept[Number(at)] ?? '');
  return { markdown, lost: [...lost] };
}

/** The same for the HTML of WordPress: [caption] is a figure, [embed] an address. */
export function fromWordPress(content: string): { html: string; lost: string[] } {
  const lost = new Set<string>();
  const html = content
    .replace(/\[caption[^\]]*\]([^]*?)\[\/caption\]/g, (_, inner: string) => {
      const [all = '', picture = '', caption = ''] =
        /^\s*((?:<a\b[^>]*>\s*)?<img[^>]*>(?:\s*<\/a>)?)([^]*)$/.exec(inner) ?? [];
      if (all === '') return inner;
      return `<figure>${picture}<figcaption>${caption.trim()}</figcaption></figure>`;
    })
    .replace(/\[embed[^\]]*\]([^[]*)\[\/embed\]/g, '\n\n$1\n\n')
    .replace(/\[code[^\]]*\]([^]*?)\[\/code\]/g, '<pre><code>$1</code></pre>')
    .replace(
      /(?<!\[)\[(\/?)([a-z][\w-]*)((?:\s+[\w-]+=(?:"[^"]*"|'[^']*'|\S+?))*)\s*\/?\](?!\(|\])/g,
      (found, slash: string, name: string, attributes: string) => {
        if (slash === '' && attributes === '' && !known.test(name)) return found;
        if (slash !== '' && !known.test(name) && !content.includes(`[${name}`)) return found;
        lost.add(`the shortcode [${name}]`);
        return '';
      },
    );
  return { html, lost: [...lost] };
}

const known =
  /^(gallery|audio|video|playlist|embed|caption|wp_caption|contact-form.*|youtube|vimeo|twitter|tweet|gist|sourcecode|googlemaps|slideshow|tiled-gallery|polldaddy|soundcloud|spotify|vc_\w+|et_pb_\w+)$/;
