/** What is being opened now. */
export interface Opening {
  readonly file: string;
  readonly phase: 'reading' | 'sorting';
  readonly done: number | null;
}
