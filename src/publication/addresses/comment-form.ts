// What the form under an essay and the engine behind it must agree on.

/** Characters of a name. */
export const longestName = 60;

/** Characters of a comment: about 800 words, as long as an essay. */
export const longestComment = 5000;

/** What can become of a comment that is sent, and the sentence that the reader is told. */
export const outcomes = {
  received: 'Received. It will stand here once an editor has read it.',
  incomplete: `Not sent: a comment needs a name, of at most ${longestName} characters, and a text, of at most ${longestComment}.`,
  unanswerable: 'Not sent: no comment on this page has the number that it answers.',
  repeated: 'Not sent: the same comment has been received already.',
  hasty: 'Not sent: one comment a minute is taken. Wait a moment, then send it again.',
  mechanical: 'Not sent: a field that is not for people was filled in.',
  unreachable:
    'Not sent: the comments cannot be reached. Your text is still here; try again later.',
} as const;

export type Outcome = keyof typeof outcomes;
