/** What a part of a line means; a terminal gives it a colour, a file nothing. */
export type Tone = "good" | "bad" | "doubt" | "quiet" | "title";

export type Paint = (tone: Tone, text: string) => string;

/** Paint for files and pipes. */
export const plain: Paint = (_, text) => text;
