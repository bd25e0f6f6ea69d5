/** A text to choose and how many of the typed letters it uses up. */
export interface Candidate {
  readonly text: string;
  readonly typedLength: number;
}
