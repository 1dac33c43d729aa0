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

/**
 * The text of an essay or of a page as a component, which takes the components of MDX as its prop `components`;
 * rendered by @astrojs/mdx. The component `img` is given the picture as the prop `picture`.
 */
export function contentOf({ code, pictures }: CompiledText) {
  const known = new Map<unknown, unknown>(pictures.map((picture) => [picture.path, picture]));
  const element = (type: unknown, { ...props }: Props) => {
    const picture = known.get(props['src']);
    return jsx(type, picture === undefined ? props : { ...props, picture });
  };
  // From a text that the checks of content have passed: no import, no expression.
  const module = runSync(code, { Fragment, jsx: element, jsxs: element });
  // The types of MDX know the components of React.
  const Content: AstroComponentFactory = Reflect.get(module, 'default');
  return Object.assign(Content, { [Renderer]: 'astro:jsx' });
}
