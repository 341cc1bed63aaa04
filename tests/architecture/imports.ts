import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** One import of a file. */
export interface Import {
  /** Path from the repository's root without its query, or a package's name. */
  readonly to: string;
  /** `?worker&url` and the like, with the question mark; `''` without. */
  readonly query: string;
  readonly typeOnly: boolean;
}

/** A file of the house, read once for all rules. */
export interface SourceFile {
  /** From the repository's root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  /** Names that are used but declared nowhere in the file. */
  readonly globals: ReadonlySet<string>;
}

/** Reads every `.ts` and `.svelte` file below the given folders of `root`. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((e) => e.isFile() && /\.(ts|svelte)$/.test(e.name) && !e.name.endsWith('.d.ts'))
      .map((e) => join(e.parentPath, e.name))
      .map((file) =>
        parse(file.slice(root.length).replaceAll('\\', '/').replace(/^\//, ''), readFileSync(file, 'utf8')),
      ),
  );
}

/** Parses one file. `path` decides how its relative imports are resolved. */
export function parse(path: string, text: string): SourceFile {
  const code = path.endsWith('.svelte') ? scripts(text) : text;
  const tree = ts.createSourceFile(path, code, ts.ScriptTarget.ES2023, true);
  const imports: Import[] = [];
  const used = new Set<string>();
  const declared = new Set<string>();
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier))
      imports.push(importOf(path, specifier.text, typeOnly));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, importsTypesOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    else if (ts.isNewExpression(node) && isUrlOfThisFile(node)) add(node.arguments?.[0], false);
    if (ts.isIdentifier(node))
      (isDeclaration(node) ? declared : isName(node) ? new Set<string>() : used).add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { path, text, imports, globals: new Set([...used].filter((name) => !declared.has(name))) };
}

/** The contents of a Svelte file's script elements. */
function scripts(text: string): string {
  return [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((m) => m[1] ?? '').join('\n');
}

function importOf(path: string, specifier: string, typeOnly: boolean): Import {
  const mark = specifier.indexOf('?');
  const [plain, query] = mark < 0 ? [specifier, ''] : [specifier.slice(0, mark), specifier.slice(mark)];
  const to = plain.startsWith('.') ? posix.join(dirname(path), plain) : plain;
  return { to, query, typeOnly };
}

function importsTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  if (clause.name !== undefined || named === undefined || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every((e) => e.isTypeOnly);
}

/** `new URL('./x', import.meta.url)`: how a worker or an asset is named. */
function isUrlOfThisFile(node: ts.NewExpression): boolean {
  return (
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'URL' &&
    node.arguments?.[1]?.getText() === 'import.meta.url'
  );
}

/** Whether an identifier brings a name into the file. */
function isDeclaration(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    'name' in parent &&
    parent.name === node &&
    !ts.isPropertyAccessExpression(parent) &&
    !ts.isPropertySignature(parent)
  );
}

/** Whether an identifier only names a member of something. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isQualifiedName(parent) && parent.right === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isPropertySignature(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node) ||
    (ts.isImportSpecifier(parent) && parent.propertyName === node)
  );
}
