import { runSync } from '@mdx-js/mdx';
import { Fragment, jsx } from 'astro/jsx-runtime';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { Renderer } from 'astro/runtime/server/index.js';

type Props = Record<string, unknown>;

/** A text of MDX as loaders/entries.ts has compiled it. */
interface CompiledText {
  /** The body of a function that gives the text as a component. */
  code: string;
  /** Its pictures, by the paths that they have in the text. */
  pictures: readonly { path: string }[];
}

/** What stands beside a passage on which there are comments. */
interface Mark {
  /** Where the first of them is. */
  href: string;
  count: number;
  /** What the number counts, for who listens. */
  label: string;
}

/**
 * The text of an essay or of a page as a component, which takes the components of MDX as its prop `components`;
 * rendered by @astrojs/mdx. The component `img` is given the picture as the prop `picture`.
 *
 * @param marks By the addresses of passages within the page: see text/passages.ts.
 */
export function contentOf(
  { code, pictures }: CompiledText,
  marks: ReadonlyMap<unknown, Mark> = new Map(),
) {
  const known = new Map<unknown, unknown>(pictures.map((picture) => [picture.path, picture]));
  const element = (type: unknown, { ...props }: Props) => {
    const picture = known.get(props['src']);
    const made = jsx(type, picture === undefined ? props : { ...props, picture });
    const mark = props['class'] === 'passage' ? marks.get(props['href']) : undefined;
    return mark === undefined ? made : jsx(Fragment, { children: [' ', markOf(mark), made] });
  };
  // From a text that the checks of content have passed: no import, no expression.
  const module = runSync(code, { Fragment, jsx: element, jsxs: element });
  // The types of MDX know the components of React.
  const Content: AstroComponentFactory = Reflect.get(module, 'default');
  return Object.assign(Content, { [Renderer]: 'astro:jsx' });
}

const markOf = ({ href, count, label }: Mark) =>
  jsx('a', {
    class: 'remarks small',
    href,
    'data-pagefind-ignore': true,
    children: [count, jsx('span', { class: 'visually-hidden', children: label })],
  });
