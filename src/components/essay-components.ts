import type { essayComponents } from '../publication/text/markdown.ts';
import Aside from './mdx/Aside.astro';
import CallOut from './mdx/CallOut.astro';
import EditorNote from './mdx/EditorNote.astro';
import Epigraph from './mdx/Epigraph.astro';
import Figure from './mdx/Figure.astro';
import PullQuote from './mdx/PullQuote.astro';
import Questions from './mdx/Questions.astro';
import Verse from './mdx/Verse.astro';

/** What stands behind the names of components in the texts of essays and pages. */
export const ofEssays = {
  Aside,
  CallOut,
  EditorNote,
  Epigraph,
  Figure,
  PullQuote,
  Questions,
  Verse,
} satisfies Record<(typeof essayComponents)[number], unknown>;
