import { routes } from '../publication/addresses/paths.ts';
import { withPolicy } from './content-security-policy.ts';
import { withLetters } from './letters.ts';
import { foreignScripts } from './own-scripts.ts';
import { withUsedStyles } from './used-styles.ts';

/** A page as it is rendered. */
export interface RenderedPage {
  html: string;
  /** Its path within the site, from a slash on. */
  address: string;
  /** The origin to which the forms of comments are sent, where the site has them. */
  comments?: string | undefined;
}

/** A page as it is published, but for the sizes of files that it offers, and what must be fixed on it. */
export interface FinishedPage {
  html: string;
  errors: string[];
}

/**
 * The page with those styles and letters alone that it uses, and with its policy. Also what a thread runs, while others
 * are rendered.
 *
 * @throws where it does not say its character set.
 */
export default function finishedPage({ html, address, comments }: RenderedPage): FinishedPage {
  const webAssembly = address === routes.search;
  return {
    html: withLetters(html, (page) => withPolicy(withUsedStyles(page), { comments, webAssembly })),
    errors: foreignScripts(address, html),
  };
}
