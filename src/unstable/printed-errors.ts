/**
 * Lets a sentence be said in the place of an error. Astro ends a build by printing what was thrown, with its stack, and
 * has no hook for it.
 *
 * @param sentenceFor Gives the sentence for what is about to be printed, or nothing where it is to stay.
 */
export function sayInstead(sentenceFor: (printed: string) => string | undefined): void {
  const print = console.error.bind(console);
  console.error = (...printed: unknown[]) => {
    const [first] = printed;
    const sentence = typeof first === 'string' ? sentenceFor(first) : undefined;
    print(...(sentence === undefined ? printed : [sentence]));
  };
}
