/** A command that cannot be understood: exit code 2, with the help beside it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `vitrine help` prints. */
export const help = `vitrine: what the page computes, on the command line.

  vitrine run RECIPE --out DIR [--engine native|wasm] [--format parquet|csv|xlsx|json|ndjson|arrow] [--model FILE]
      Runs a recipe. Writes DIR/<id>.json for each analysis, and DIR/<id>.<table>.parquet for each long list.
      --engine native   DuckDB in this process (the default): all cores, spills to disk
      --engine wasm     the engine of the page; gives the same results
      --model FILE      an .onnx file that a segment of the recipe scores with, once for each; those that lie
                        beside the recipe are found without
  vitrine profile FILE [--json] [--engine native|wasm]
      Opens a table (CSV or Parquet) and says what its columns are and mean.
  vitrine schema
      Prints the JSON Schema of recipes.
  vitrine help

Progress goes to stderr. Exit codes: 0 done, 1 the run failed (data, recipe), 2 wrong usage.
`;
