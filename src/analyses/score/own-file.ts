/** A model that a person brought, as a parameter names it: so that the same file is meant wherever it is found. */
export interface OwnFile {
  /** The file's name, for people. */
  readonly name: string;
  /** SHA-256 of the file, in hexadecimal digits. */
  readonly model: string;
}

/** The parameter `model` for a file. */
export function ownModel({ name, model }: OwnFile): string {
  return `${name.slice(0, 200)} sha256:${model}`;
}

/** The file that a parameter `model` names; null for a shipped model. */
export function readOwnModel(model: string): OwnFile | null {
  const [, name, digits] = /^(.*) sha256:([0-9a-f]{64})$/s.exec(model) ?? [];
  return name === undefined || digits === undefined ? null : { name, model: digits };
}
