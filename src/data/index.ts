export { fingerprint } from './fingerprint';
export { openSource, sniffSource, type Opened } from './open';
export { profileTable, type ColumnProfile, type Profile } from './profile';
export { missingRoles, parseRoles, tableKind, type GivenRoles, type TableKind } from './roles';
export { sniff, type Sniffed } from './sniff';
export { buildSpine } from './spine';
export { guessStages, stageOf } from './stages';
export { sourceTables, type SourceTables } from './tables';
export { timeExpression, timeForm, type TimeForm } from './times';
