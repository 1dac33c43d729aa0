import { runSync } from '@mdx-js/mdx';
import { Fragment, jsx } from 'astro/jsx-runtime';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { Renderer } from 'astro/runtime/server/index.js';

type Props = Record<string, unknown>;

/** A text of MDX as loaders/entries.ts has compiled it. */
interface CompiledText {
  /** The body of a function that gives the text as a component. */
  code: string;
  /** Its pictures by their paths, those beside the text with the image that Astro publishes. */
  pictures: readonly { path: string; image?: unknown }[];
}

/**
 * The text of an essay or of a page as a component, which takes the components of MDX as its prop `components`;
 * rendered by @astrojs/mdx. A picture beside the text is given to the component `img` as the image that Astro knows.
 */
export function contentOf({ code, pictures }: CompiledText) {
  const images = new Map<unknown, unknown>(pictures.map(({ path, image }) => [path, image]));
  const element = (type: unknown, { ...props }: Props) =>
    jsx(type, images.get(props['src']) ? { ...props, src: images.get(props['src']) } : props);
  // From a text that the checks of content have passed: no import, no expression.
  const module = runSync(code, { Fragment, jsx: element, jsxs: element });
  // The types of MDX know the components of React.
  const Content: AstroComponentFactory = Reflect.get(module, 'default');
  return Object.assign(Content, { [Renderer]: 'astro:jsx' });
}
